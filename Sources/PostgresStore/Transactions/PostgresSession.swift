#if Postgres
  import JobTransactions

  /// A connection on which a transaction is open.
  struct PostgresSession: SQLSession {
    let connection: PostgresConnection
    let timeout: Duration

    func run(_ statement: SQL, _ values: [Value]) async throws -> Int {
      try await result(statement.postgres, values).affected
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
      try await connection.run([PostgresCommand(text, values)], timeout: timeout)[0]
    }
  }
#endif
