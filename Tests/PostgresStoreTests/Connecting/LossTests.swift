#if Postgres
  import JobTransactions
  import Testing

  @testable import PostgresStore

  @Suite struct LossTests {
    @Test func aTimeLimitCancelsOnTheServer() async throws {
      let connection = try await Server.connect()
      let admin = try await Server.connect()
      let backend = Int64(connection.backend)
      try await connection.run("BEGIN")
      let failure = await failure { try await connection.run("SELECT pg_sleep(60)", timeout: .milliseconds(100)) }
      #expect(failure?.kind == .statementTimeout && failure?.sqlState == "57014" && !connection.isUsable)
      let running =
        "SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep%' AND state = 'active'"
      #expect(try await admin.value(running, [.integer(backend)]) == .integer(0))
      let later = await PostgresStoreTests.failure { try await connection.run("SELECT 1") }
      #expect(later?.kind == .connectionLost(outcomeUnknown: false))
    }

    @Test func whatMayCommitIsNotCancelledButGivenUp() async throws {
      let connection = try await Server.connect()
      let failure = await failure { try await connection.run("SELECT pg_sleep(1)", timeout: .milliseconds(100)) }
      #expect(failure?.kind == .connectionLost(outcomeUnknown: true) && !connection.isUsable)
    }

    @Test func aCallersCancellationCutsNothingShort() async throws {
      let connection = try await Server.connect()
      let task = Task { try await connection.value("SELECT 5 FROM pg_sleep(0.05)") }
      task.cancel()
      #expect(try await task.value == .integer(5))
    }

    /// Ends the other's backend once that is in a statement.
    private func terminate(_ backend: Int32) async throws {
      let admin = try await Server.connect()
      var isActive = false
      while !isActive {
        isActive =
          try await admin.value(
            "SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND wait_event = 'PgSleep'",
            [.integer(Int64(backend))]) == .integer(1)
      }
      try await admin.run("SELECT pg_terminate_backend($1)", [.integer(Int64(backend))])
    }

    @Test(arguments: [(false, false), (true, true)])
    func theBackendEndsInTheMiddle(commits: Bool, isUnknown: Bool) async throws {
      let connection = try await Server.connect()
      async let ended: Void = terminate(connection.backend)
      let commands = ["BEGIN", "SELECT pg_sleep(60)"] + (commits ? ["COMMIT"] : [])
      let failure = await failure {
        _ = try await connection.run(commands.map { PostgresCommand($0) }, timeout: .seconds(90))
      }
      try await ended
      #expect(failure?.kind == .connectionLost(outcomeUnknown: isUnknown) && failure?.sqlState == "57P01")
      #expect(failure?.isSafeToRetry == !isUnknown && !connection.isUsable)
    }

    @Test func theBackendEndsBetweenBeginAndCommit() async throws {
      let connection = try await Server.connect()
      let notifications = try await connection.listen(to: ["pq_end"], timeout: .seconds(5))
      try await connection.run("BEGIN")
      let admin = try await Server.connect()
      try await admin.run("SELECT pg_terminate_backend($1)", [.integer(Int64(connection.backend))])
      // Ends once the end is noticed.
      for await _ in notifications {}
      let failure = await failure { try await connection.run("COMMIT") }
      #expect(failure?.kind == .connectionLost(outcomeUnknown: false) && failure?.isSafeToRetry == true)
    }

    @Test func whatIsSaidIsHeard() async throws {
      let listener = try await Server.connect()
      let heard = try await listener.listen(to: ["pq \"odd\" channel"], timeout: .seconds(5))
      let speaker = try await Server.connect()
      var iterator = heard.makeAsyncIterator()
      var slowest = Duration.zero
      for number in 1...50 {
        let start = ContinuousClock.now
        try await speaker.run("SELECT pg_notify('pq \"odd\" channel', $1)", [.text(String(number))])
        let told = await iterator.next()
        slowest = max(slowest, ContinuousClock.now - start)
        #expect(told == PostgresNotification(channel: "pq \"odd\" channel", payload: String(number)))
      }
      print("notify and hear of it: at most \(slowest)")
      #expect(slowest < .seconds(2))
      listener.close()
      let afterwards = await iterator.next()
      #expect(afterwards == nil)
    }
  }
#endif
