#if Postgres
  import JobTransactions

  /// A connection on which a transaction is open.
  final class PostgresSession: SQLSession {
    private let connection: PostgresConnection
    private let timeout: Duration
    /// What goes with the next command that is answered.
    private var unanswered: [PostgresCommand] = []

    init(_ connection: PostgresConnection, timeout: Duration) {
      self.connection = connection
      self.timeout = timeout
    }

    func run(_ statement: SQL, _ values: [Value]) async throws -> Int {
      try await result(statement.postgres, values).affected
    }

    func runUnanswered(_ statement: SQL, _ values: [Value]) async throws {
      unanswered.append(PostgresCommand(statement.postgres, values))
    }

    func rows(ofEach queries: [(SQL, [Value])]) async throws -> [[Row]] {
      guard !queries.isEmpty else { return [] }
      return try await run(queries.map { PostgresCommand($0.postgres, $1) }).map(\.rows)
    }

    func insert(_ statement: SQL, _ values: [Value]) async throws -> Int64? {
      let result = try await result(statement.postgres + " RETURNING id", values)
      return result.count == 0 ? nil : Int64(stored: result.value(row: 0, column: 0))
    }

    func forEach(_ statement: SQL, _ values: [Value], _ body: (Row) throws -> Void) async throws {
      let result = try await result(statement.postgres, values)
      for row in 0..<result.count { try body(Row(result.row(row))) }
    }

    private func result(_ text: String, _ values: [Value]) async throws -> PostgresResult {
      // One command, one result.
      try await run([PostgresCommand(text, values)])[0]
    }

    /// In one round trip, after what waits to be sent; answers one result a command.
    func run(_ commands: [PostgresCommand]) async throws -> [PostgresResult] {
      let waiting = unanswered
      unanswered = []
      return Array(try await connection.run(waiting + commands, timeout: timeout).dropFirst(waiting.count))
    }
  }
#endif
