#if Postgres
  import JobModel
  import JobTransactions

  /// What a transaction begins with, in one round trip: its settings, its locks, and then the clocks.
  ///
  /// Settings are made for the transaction alone: behind a pooler the next one may be on another connection.
  struct TransactionStart {
    private(set) var commands: [PostgresCommand]
    private static let schema = "geuse"
    private static let lockLimit = "10s"
    private static let statementLimit = "60s"
    /// Whoever vanishes in a transaction keeps its locks no longer than that.
    private static let idleLimit = "10s"

    /// One that writes.
    /// - Parameters:
    ///   - witness: what its commit is known by.
    ///   - testClocks: instead of the server's.
    init(_ needs: WriteNeeds, witness: CommitWitness? = nil, testClocks: Clocks?) {
      commands = [PostgresCommand(Self.begin), Self.settings, Self.durable] + Self.turning(testClocks)
      switch needs.alone {
      case .inQueue: commands.append(PostgresCommand("LOCK TABLE gate IN EXCLUSIVE MODE"))
      case .among(let name):
        commands.append(PostgresCommand("SELECT pg_advisory_xact_lock(hashtext($1))", [.text(name)]))
      case .besideOthers: commands.append(PostgresCommand("LOCK TABLE gate IN ROW SHARE MODE"))
      case .no: break
      }
      if let witness { commands += witness.commands }
      commands.append(PostgresCommand(Self.clocks))
    }

    /// One of which many run at once: its statements lock the rows they change.
    /// - Parameters:
    ///   - lockLimit: how long they wait for a lock, where it is less than usual.
    ///   - passesGate: whether who is alone in the queue is not waited for.
    init(besideOthersWith testClocks: Clocks?, lockLimit: Duration? = nil, passesGate: Bool = false) {
      commands = [PostgresCommand(Self.begin), Self.settings, Self.durable] + Self.turning(testClocks)
      if let lockLimit {
        commands.append(
          PostgresCommand("SELECT set_config('lock_timeout', $1, true)", [.text("\(lockLimit.milliseconds)ms")]))
      }
      if !passesGate { commands.append(PostgresCommand("LOCK TABLE gate IN ROW SHARE MODE")) }
    }

    /// One that sees everything at one moment, and changes nothing.
    init(readingWith testClocks: Clocks?) {
      commands = [PostgresCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"), Self.settings]
      commands += Self.turning(testClocks)
      commands.append(PostgresCommand(Self.clocks))
    }

    /// - Parameter questions: what is to be known before anything else, asked in the same round trip.
    func run(
      on connection: PostgresConnection, asking questions: [PostgresCommand] = [], timeout: Duration
    ) async throws -> Begun {
      let asked = BootTime.now()
      // As many results as commands; the last of the start gives one row.
      let results = try await connection.run(commands + questions, timeout: timeout)
      let (now, lease) = Self.times(results[commands.count - 1])
      let clocks = ServerClock.Answer(now: now, lease: lease, asked: asked, heard: BootTime.now())
      return Begun(clocks: clocks, answers: Array(results[commands.count...]))
    }

    struct Begun {
      var clocks: ServerClock.Answer
      /// To what was asked.
      var answers: [PostgresResult]
    }

    static let clocks = "SELECT geuse_now(), geuse_lease_clock(), geuse_lease_clock_name()"

    /// - Parameter result: what `clocks` gives.
    static func times(_ result: PostgresResult) -> (now: Timestamp, lease: BootTime) {
      let row = Row(result.row(0))
      return (Timestamp(rawValue: row[0]), BootTime(bootID: row[2], milliseconds: row[1]))
    }

    private static let settings = PostgresCommand(
      """
      SELECT set_config('search_path', '\(schema)', true), set_config('lock_timeout', '\(lockLimit)', true),
        set_config('statement_timeout', '\(statementLimit)', true),
        set_config('idle_in_transaction_session_timeout', '\(idleLimit)', true), set_config('jit', 'off', true)
      """)

    /// Whatever the role or the database says: what is read behind a lock has to be of the time after it.
    static let begin = "BEGIN ISOLATION LEVEL READ COMMITTED"

    /// What is acknowledged is on disk: were a claim forgotten, its token would be given out again.
    private static let durable = PostgresCommand(
      "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') IN ('off', 'local')"
    )

    private static func turning(_ clocks: Clocks?) -> [PostgresCommand] {
      guard let clocks else { return [] }
      let lease = clocks.boot()
      return [
        PostgresCommand(
          "SELECT set_config('geuse.now', $1, true), set_config('geuse.lease_now', $2, true), set_config('geuse.lease_clock', $3, true)",
          [.text("\(clocks.now().rawValue)"), .text("\(lease.milliseconds)"), .text(lease.bootID)])
      ]
    }
  }
#endif
