#if Postgres
  import Crypto
  import Foundation
  import JobModel
  import JobSchema
  import JobTransactions
  import Testing

  @testable import PostgresStore

  @Suite struct PostgresMigrationTests {
    private static let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Migrations/postgres")

    private var next: [Migration] {
      Migrations.postgres + [
        Migration(version: Migrations.postgres.count + 1, file: "next.sql", sql: "CREATE TABLE extra (id bigint)")
      ]
    }

    /// In a database of its own that has no schema yet.
    private func withNewDatabase(_ body: (_ url: String, _ name: String) async throws -> Void) async throws {
      let name = "geuse_schema_\(UInt32.random(in: .min ... .max))"
      try await TestServer.run("CREATE DATABASE \(name)")
      try await body(TestServer.url(database: name), name)
      try await TestServer.run("DROP DATABASE \(name) WITH (FORCE)")
    }

    private func open(_ url: String, _ migrations: [Migration], _ mode: PostgresJobStore.OpenMode) async throws {
      let database = try PostgresDatabase(url: url, patience: .seconds(10), testClocks: nil)
      defer { database.close() }
      try await PostgresSchema(database: database, migrations: migrations).prepare(mode)
    }

    @Test("the list names every file of the folder, in order, without gaps")
    func folder() throws {
      let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
      #expect(Migrations.postgres.map(\.file) == files)
      #expect(Migrations.postgres.map(\.version) == Array(1...files.count))
      for migration in Migrations.postgres {
        #expect(
          try migration.sql == String(contentsOf: Self.folder.appendingPathComponent(migration.file), encoding: .utf8))
      }
    }

    @Test("a step that shipped is never changed: its digest is pinned")
    func frozen() {
      let digests = Migrations.postgres.map { migration in
        SHA256.hash(data: Data(migration.sql.utf8)).map { String(format: "%02x", $0) }.joined()
      }
      #expect(digests == [PinnedPostgresDigests.v001, PinnedPostgresDigests.v002])
    }

    @Test("processes that start together make one schema")
    func together() async throws {
      try await withNewDatabase { url, name in
        let queues = try await withThrowingTaskGroup(of: String.self) { group in
          for _ in 0..<6 {
            group.addTask {
              let store = try await PostgresJobStore.open(url + "?pool=1")
              defer { store.close() }
              return try await store.queueID()
            }
          }
          return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(queues.count == 1)
        let versions = try await TestServer.run("SELECT count(*) FROM geuse.migrations", in: name)
        #expect(versions.value(row: 0, column: 0) == .integer(Int64(Migrations.postgres.count)))
      }
    }

    @Test("who only looks makes nothing; a newer schema is refused, an older one upgraded where that is asked for")
    func modes() async throws {
      try await withNewDatabase { url, name in
        await #expect(throws: StoreError.self) { try await open(url, Migrations.postgres, .existing(upgrade: true)) }
        let made = try await TestServer.run("SELECT to_regnamespace('geuse') IS NULL", in: name)
        #expect(made.value(row: 0, column: 0) == .integer(1))
        try await open(url, Migrations.postgres, .createIfMissing)
        let newest = Migrations.postgres.count
        await #expect(throws: StoreError.schemaTooOld(found: newest, needed: newest + 1)) {
          try await open(url, next, .createIfMissing)
        }
        try await open(url, next, .existing(upgrade: true))
        await #expect(throws: StoreError.schemaTooNew(found: "\(newest + 1)")) {
          try await open(url, Migrations.postgres, .createIfMissing)
        }
      }
    }

    @Test("a step that fails leaves the schema as it was, and nothing is upgraded under a worker that lives")
    func carefully() async throws {
      try await withNewDatabase { url, name in
        let broken = Migrations.postgres + [Migration(version: next.count, file: "b.sql", sql: "CREATE TABLE jobs ()")]
        await #expect(throws: (any Error).self) { try await open(url, broken, .createIfMissing) }
        let made = try await TestServer.run("SELECT to_regclass('geuse.jobs') IS NULL", in: name)
        #expect(made.value(row: 0, column: 0) == .integer(1))
        let store = try await PostgresJobStore.open(url)
        let now = Timestamp.now()
        let worker = WorkerRecord(
          id: "here:1:abc", host: "here", processID: 1, queues: [], concurrency: 8, isFollower: false, startedAt: now,
          lastSeenAt: now)
        try await store.join(worker, lease: .seconds(3_600))
        store.close()
        do {
          try await open(url, next, .existing(upgrade: true))
          Issue.record("upgraded under a living worker")
        } catch StoreError.workersLive(let workers, _) {
          #expect(workers == ["here:1:abc"])
        }
      }
    }
  }
#endif
