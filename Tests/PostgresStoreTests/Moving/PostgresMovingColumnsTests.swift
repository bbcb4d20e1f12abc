#if Postgres
  import JobTransactions
  import Testing

  @testable import PostgresStore

  /// No column of the server's schema is forgotten when a queue moves.
  @Suite struct PostgresMovingColumnsTests {
    /// What each store says for itself.
    private static let own = ["store": ["moving_from", "move_id", "moved_at"]]

    @Test func everyTableMovesOrIsKnownToStay() async throws {
      try await LentDatabases.with { database in
        let tables = try await Self.words("SELECT tablename FROM pg_tables WHERE schemaname = 'geuse'", in: database)
        let known =
          MovingTable.all.map(\.name) + MovingTable.leftBehind + ["gate", "migrations", "commits", "move_progress"]
        #expect(Set(tables) == Set(known))
        for table in MovingTable.all {
          let columns = try await Self.words(
            """
            SELECT column_name || ' ' || CASE data_type WHEN 'smallint' THEN 'integer' WHEN 'bigint' THEN 'integer'
              WHEN 'bytea' THEN 'blob' ELSE data_type END FROM information_schema.columns
            WHERE table_schema = 'geuse' AND table_name = '\(table.name)'
            """, in: database)
          let own = (Self.own[table.name] ?? []).map { $0 + ($0 == "moved_at" ? " integer" : " text") }
          #expect(Set(columns) == Set(table.columns.map { "\($0.name) \($0.kind)" } + own), "\(table.name)")
          let key = try await Self.words(
            """
            SELECT attname::text FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
            WHERE indrelid = 'geuse.\(table.name)'::regclass AND indisprimary ORDER BY array_position(indkey, attnum)
            """, in: database)
          #expect(key == table.key, "\(table.name)")
          let isNumbered = try await Self.words(
            "SELECT pg_get_serial_sequence('geuse.\(table.name)', '\(table.key[0])')", in: database)
          #expect((isNumbered.count == 1) == table.isNumbered, "\(table.name)")
        }
      }
    }

    /// One column; what is NULL is left out.
    private static func words(_ sql: String, in database: String) async throws -> [String] {
      let result = try await TestServer.run(sql, in: database)
      return (0..<result.count).compactMap { String(stored: result.value(row: $0, column: 0)) }
    }
  }
#endif
