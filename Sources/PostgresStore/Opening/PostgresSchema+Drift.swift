#if Postgres
  import JobModel
  import JobSchema
  import JobTransactions

  extension PostgresSchema {
    private static let built = "geuse_as_made"

    /// How far the schema came, and what in it is not as the migrations make it.
    ///
    /// They are run in a schema of their own, in a transaction that is rolled back: nobody sees it.
    func condition() async throws -> StoreCondition.Schema {
      let version = try await version()
      return try await database.looking { connection in
        guard try await mayBuild(connection) else {
          return StoreCondition.Schema(
            version: version, uncompared: "this role may not CREATE in the database, which comparing takes")
        }
        return StoreCondition.Schema(version: version, drift: try await drift(connection))
      }
    }

    private func mayBuild(_ connection: PostgresConnection) async throws -> Bool {
      try await connection.run(
        [
          PostgresCommand("SELECT has_database_privilege(current_database(), 'CREATE')", isPrepared: false)
        ], timeout: database.timeout)[0].value(row: 0, column: 0) == .integer(1)
    }

    private func drift(_ connection: PostgresConnection) async throws -> [String] {
      _ = try await connection.run(
        ["BEGIN", "CREATE SCHEMA \(Self.built)", "SET LOCAL search_path = \(Self.built)", Self.createMigrations]
          .map { PostgresCommand($0, isPrepared: false) }, timeout: database.timeout)
      for migration in migrations { try await connection.run(script: migration.sql, timeout: database.timeout) }
      let ours = try await objects(of: Self.built, connection)
      _ = try await connection.run(
        ["ROLLBACK", "BEGIN", "SET LOCAL search_path = geuse"].map { PostgresCommand($0, isPrepared: false) },
        timeout: database.timeout)
      let found = try await objects(of: "geuse", connection)
      _ = try await connection.run([PostgresCommand("ROLLBACK", isPrepared: false)], timeout: database.timeout)
      let missing = ours.keys.filter { found[$0] == nil }.map { "\($0) is missing" }
      let foreign = found.keys.filter { ours[$0] == nil }.map { "\($0) is not ours" }
      let changed = ours.keys.filter { found[$0] != nil && found[$0] != ours[$0] }.map { "\($0) was changed" }
      return (missing + foreign + changed).sorted()
    }

    /// Definitions by kind and name, such as `column jobs.state`.
    private func objects(of schema: String, _ connection: PostgresConnection) async throws -> [String: String] {
      let result = try await connection.run(
        [PostgresCommand(Self.catalog, [.text(schema)], isPrepared: false)], timeout: database.timeout)[0]
      var objects: [String: String] = [:]
      for row in result.rows { objects[row[0]] = row[1] as String }
      return objects
    }

    /// Indexes and triggers name the schema that they are in, which is cut out.
    /// Source: https://www.postgresql.org/docs/current/catalogs.html
    private static let catalog = """
      WITH place AS (SELECT oid FROM pg_namespace WHERE nspname = CAST($1 AS text)),
        tables AS (SELECT c.* FROM pg_class c JOIN place ON c.relnamespace = place.oid WHERE c.relkind IN ('r', 'p', 'v', 'm'))
      SELECT 'table ' || relname, concat_ws(' ', relkind, relpersistence, reloptions)
      FROM tables
      UNION ALL
      SELECT 'column ' || t.relname || '.' || a.attname,
        concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attcollation,
          pg_get_expr(d.adbin, d.adrelid))
      FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
      UNION ALL
      SELECT 'constraint ' || t.relname || '.' || k.conname, concat_ws(' ', pg_get_constraintdef(k.oid), k.convalidated)
      FROM tables t JOIN pg_constraint k ON k.conrelid = t.oid
      UNION ALL
      SELECT 'index ' || c.relname, concat_ws(' ', replace(pg_get_indexdef(i.indexrelid), CAST($1 AS text) || '.', ''), i.indisvalid)
      FROM tables t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class c ON c.oid = i.indexrelid
      UNION ALL
      SELECT 'trigger ' || t.relname || '.' || g.tgname, concat_ws(' ', replace(pg_get_triggerdef(g.oid), CAST($1 AS text) || '.', ''), g.tgenabled)
      FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
      UNION ALL
      SELECT 'function ' || p.proname, concat_ws(' ', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
        p.provolatile, p.prosecdef, p.prosrc)
      FROM pg_proc p JOIN place ON p.pronamespace = place.oid
      """
  }
#endif
