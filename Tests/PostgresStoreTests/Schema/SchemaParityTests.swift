#if Postgres
  import JobTransactions
  import PostgresStore
  import Testing

  /// The transactions are the same in every store: so are the tables.
  @Suite struct PostgresSchemaParityTests {
    /// What only a server needs.
    private static let ownTables: Set = ["gate", "commits", "migrations", "move_progress"]

    @Test func tablesAndColumnsAreThoseOfSQLite() async throws {
      var sqlite = try SQLiteTables.columns()
      try await LentDatabases.with { name in
        let rows = try await TestServer.run(
          "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'geuse'", in: name)
        var columns: [String: Set<String>] = [:]
        for row in 0..<rows.count {
          let row = Row(rows.row(row))
          columns[row[0], default: []].insert(row[1])
        }
        for table in Self.ownTables { columns[table] = nil }
        // A file says where its queue went, a server where its queue came from.
        #expect(columns["store"]?.remove("moving_from") != nil)
        #expect(sqlite["store"]?.remove("moved_to") != nil)
        #expect(sqlite["store"]?.remove("move_finishing_at") != nil)
        #expect(Set(columns.keys) == Set(sqlite.keys))
        for (table, names) in sqlite { #expect(columns[table] == names, "\(table)") }
      }
    }
  }
#endif
