#if Postgres
  import GRDB
  import JobSchema

  /// The tables that the SQLite store makes, by name.
  enum SQLiteTables {
    static func columns() throws -> [String: Set<String>] {
      try DatabaseQueue().write { db in
        for migration in Migrations.sqlite { try db.execute(sql: migration.sql) }
        let tables = try String.fetchAll(
          db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        var columns: [String: Set<String>] = [:]
        for table in tables { columns[table] = Set(try db.columns(in: table).map(\.name)) }
        return columns
      }
    }
  }
#endif
