#if Postgres
  import Foundation
  import JobModel
  import JobSchema
  import JobTransactions

  /// The schema that this program knows, and what it does about another one in the database.
  ///
  /// All of it lies in the schema `geuse`; the table `migrations` says how far it came.
  struct PostgresSchema {
    let database: PostgresDatabase
    var migrations = Migrations.postgres

    private var newest: Int { migrations.last?.version ?? 0 }
    static let createMigrations =
      "CREATE TABLE IF NOT EXISTS migrations (version bigint PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
    /// A long index may be built.
    private static let timeout: Duration = .seconds(3_600)

    /// Looks first, so that who may only use the schema need not be allowed to change it.
    /// - Returns: whether there was none.
    @discardableResult
    func prepare(_ mode: PostgresJobStore.OpenMode) async throws -> Bool {
      let found = try await version()
      if found > newest { throw StoreError.schemaTooNew(found: "\(found)") }
      if found == newest {
        try await requireWhole(mode)
        return false
      }
      guard found == 0 ? mode.creates : mode.upgrades else {
        throw found == 0
          ? StoreError.unusable(
            path: database.name,
            reason: "there is no queue in it; enqueue a job to create it, or name another with --database")
          : StoreError.schemaTooOld(found: found, needed: newest)
      }
      do {
        // A step that is there is not made again.
        try await database.looking { try await upgrade(on: $0) }
      } catch let error as StoreError {
        throw error.whileMigrating
      }
      return found == 0
    }

    /// - Throws: ``StoreError/beingFilled(path:from:)``.
    private func requireWhole(_ mode: PostgresJobStore.OpenMode) async throws {
      guard mode != .moving, let mark = try await database.read({ try await $0.moveMark() }), mark.wholeAt == nil else {
        return
      }
      throw StoreError.beingFilled(path: database.name, from: mark.queue)
    }

    /// How far it came; 0 where there is none.
    func version() async throws -> Int {
      try await database.looking { try await version(on: $0) }
    }

    /// All missing steps in one transaction; processes that start together take turns.
    private func upgrade(on connection: PostgresConnection) async throws {
      _ = try await connection.run(
        [
          TransactionStart.begin, "SELECT pg_advisory_xact_lock(hashtext('geuse migration'))",
          "CREATE SCHEMA IF NOT EXISTS geuse", "SET LOCAL search_path = geuse",
          Self.createMigrations,
        ].map { PostgresCommand($0, isPrepared: false) }, timeout: Self.timeout)
      let found = try await version(on: connection)
      if found > 0, found < newest { try await checkForWorkers(on: connection) }
      for migration in migrations where migration.version > found {
        try await connection.run(script: migration.sql, timeout: Self.timeout)
        _ = try await connection.run(
          [
            PostgresCommand(
              "INSERT INTO migrations (version) VALUES ($1)", [.integer(Int64(migration.version))], isPrepared: false)
          ],
          timeout: Self.timeout)
      }
      if found == 0 {
        _ = try await connection.run(
          [
            PostgresCommand(
              "INSERT INTO store (id, queue_id, created_at) VALUES (1, $1, geuse_now())",
              [.text(UUID().uuidString.lowercased())], isPrepared: false)
          ], timeout: Self.timeout)
      }
      _ = try await connection.run([PostgresCommand("COMMIT", isPrepared: false)], timeout: Self.timeout)
    }

    /// Who has the old schema in mind must not go on upon a new one.
    private func checkForWorkers(on connection: PostgresConnection) async throws {
      let clocks = try await connection.run(
        [
          PostgresCommand("LOCK TABLE gate IN EXCLUSIVE MODE", isPrepared: false),
          PostgresCommand(TransactionStart.clocks, isPrepared: false),
        ],
        timeout: Self.timeout)
      let (now, lease) = TransactionStart.times(clocks[1])
      let transaction = StoreTransaction(
        session: PostgresSession(connection, timeout: Self.timeout), now: now, boot: lease)
      let living = try await transaction.livingWorkers()
      guard let last = living.map(\.expires).max() else { return }
      throw StoreError.workersLive(living.map(\.id), for: .milliseconds(last - transaction.boot.milliseconds))
    }

    /// 0 where there is none.
    private func version(on connection: PostgresConnection) async throws -> Int {
      let result = try await connection.run(
        [PostgresCommand("SELECT to_regclass('geuse.migrations') IS NOT NULL", isPrepared: false)],
        timeout: database.timeout)
      guard result[0].value(row: 0, column: 0) == .integer(1) else { return 0 }
      let version = try await connection.run(
        [PostgresCommand("SELECT coalesce(max(version), 0) FROM geuse.migrations", isPrepared: false)],
        timeout: database.timeout)
      return Int(stored: version[0].value(row: 0, column: 0)) ?? 0
    }
  }
#endif
