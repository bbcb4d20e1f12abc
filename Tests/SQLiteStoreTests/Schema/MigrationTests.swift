import Crypto
import Foundation
import GRDB
import JobModel
import JobSchema
import JobStoreTesting
import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct MigrationTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Migrations/sqlite")

  private func open(
    _ migrations: [Migration], _ openMode: SQLiteJobStore.OpenMode = .createIfMissing
  ) throws -> SQLiteJobStore {
    try SQLiteJobStore(path: directory.file(), openMode: openMode, migrations: migrations)
  }

  private var count: Int { Migrations.sqlite.count }

  private var next: [Migration] {
    Migrations.sqlite + [
      Migration(
        version: count + 1, file: "next.sql",
        sql: "ALTER TABLE jobs ADD COLUMN extra TEXT; CREATE INDEX jobs_extra ON jobs (extra);")
    ]
  }

  @Test("the list names every file of the folder, in order, without gaps")
  func folder() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(Migrations.sqlite.map(\.file) == files)
    #expect(Migrations.sqlite.map(\.version) == Array(1...files.count))
    for migration in Migrations.sqlite {
      let text = try String(contentsOf: Self.folder.appendingPathComponent(migration.file), encoding: .utf8)
      #expect(migration.sql == text)
      #expect(migration.file.hasPrefix("V" + String(format: "%03d", migration.version) + "__"))
    }
  }

  @Test("a step that shipped is never changed: its digest is pinned")
  func frozen() {
    let digests = Migrations.sqlite.map { migration in
      SHA256.hash(data: Data(migration.sql.utf8)).map { String(format: "%02x", $0) }.joined()
    }
    #expect(
      digests == [
        PinnedDigests.v001, PinnedDigests.v002, PinnedDigests.v003, PinnedDigests.v004, PinnedDigests.v005,
        PinnedDigests.v006, PinnedDigests.v007,
      ])
  }

  @Test("a new file becomes whole at once or not at all")
  func allAtOnce() throws {
    let broken = Migrations.sqlite + [Migration(version: count + 1, file: "broken.sql", sql: "CREATE TABLE jobs (id);")]
    #expect(throws: (any Error).self) { try open(broken) }
    #expect(try SQLiteShell.value("PRAGMA user_version", on: directory.file()) == 0)
    #expect(try SQLiteShell.value("SELECT count(*) FROM sqlite_schema", on: directory.file()) == 0)
    try directory.store().close()
    #expect(try SQLiteShell.value("PRAGMA user_version", on: directory.file()) == count)
  }

  @Test(
    "a file is inspected at one moment, whoever makes it meanwhile", arguments: ["application_id", "sqlite_schema"])
  func oneMoment(_ statement: String) throws {
    let making = try DatabaseQueue(path: directory.file())
    let looking = try DatabaseQueue(path: directory.file())
    try looking.inDatabase { db in
      db.trace { event in
        guard "\(event)".contains(statement) else { return }
        // Busy where the look holds it off, which is as good.
        try? making.write { db in
          try db.execute(sql: "CREATE TABLE IF NOT EXISTS store (id)")
          try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
          try db.execute(sql: "PRAGMA user_version = \(count)")
        }
      }
      try Schema(migrations: Migrations.sqlite, path: directory.file()).inspect(db, openMode: .createIfMissing)
    }
  }

  @Test("the file says whose it is and how far it came")
  func stamps() throws {
    try directory.store().close()
    #expect(try SQLiteShell.value("PRAGMA application_id", on: directory.file()) == Schema.applicationID)
    #expect(try SQLiteShell.value("PRAGMA user_version", on: directory.file()) == count)
  }

  @Test("a newer schema is refused, whoever asks")
  func newer() throws {
    try open(next).close()
    for mode in [SQLiteJobStore.OpenMode.createIfMissing, .existing(upgrade: false), .existing(upgrade: true)] {
      #expect(throws: StoreError.schemaTooNew(found: "\(next.count)")) { try open(Migrations.sqlite, mode) }
    }
  }

  @Test("an older schema is upgraded only where that is allowed, and its jobs stay")
  func older() async throws {
    let first = try directory.store()
    let id = try await first.enqueue([NewJob(spec: .launch(LaunchSpec()), region: "r")])[0].id
    let queueID = try await first.queueID()
    try first.close()
    for mode in [SQLiteJobStore.OpenMode.createIfMissing, .existing(upgrade: false)] {
      #expect(throws: StoreError.schemaTooOld(found: count, needed: next.count)) { try open(next, mode) }
    }
    let upgraded = try open(next, .existing(upgrade: true))
    #expect(try await upgraded.jobs(Selection(), limit: nil, attempts: false).map(\.id) == [id])
    #expect(try await upgraded.queueID() == queueID)
    try upgraded.close()
    #expect(try SQLiteShell.value("PRAGMA user_version", on: directory.file()) == next.count)
  }

  @Test(
    "while a worker lives the schema stays as it is, whichever that is", arguments: Migrations.sqlite.map(\.version))
  func living(version: Int) async throws {
    let clock = TurnedClock()
    func open(_ migrations: ArraySlice<Migration>, _ mode: SQLiteJobStore.OpenMode) throws -> SQLiteJobStore {
      try SQLiteJobStore(
        path: directory.file(), clocks: clock.clocks, openMode: mode, migrations: Array(migrations))
    }
    let old = try open(next.prefix(version), .createIfMissing)
    for (id, lease) in [("h:1:a", 30), ("h:2:b", 10)] {
      let worker = WorkerRecord(
        id: id, host: "h", processID: 1, queues: [], concurrency: 1, isFollower: id == "h:1:a", startedAt: clock.now,
        lastSeenAt: clock.now)
      try await old.join(worker, lease: .seconds(lease))
    }
    #expect(throws: StoreError.workersLive(["h:1:a", "h:2:b"], for: .seconds(30))) {
      try open(next[...], .existing(upgrade: true))
    }
    clock.advance(by: .seconds(10))
    #expect(throws: StoreError.workersLive(["h:1:a"], for: .seconds(20))) {
      try open(next[...], .existing(upgrade: true))
    }
    #expect(try SQLiteShell.value("PRAGMA user_version", on: directory.file()) == version)
    // Nothing is to be done: who lives is no reason to refuse.
    try open(next.prefix(version), .existing(upgrade: true)).close()
    try await old.leave("h:1:a")
    try old.close()
    try open(next[...], .existing(upgrade: true)).close()
    #expect(try SQLiteShell.value("PRAGMA user_version", on: directory.file()) == next.count)
  }

  @Test("a step that fails leaves the schema of before")
  func failing() throws {
    try directory.store().close()
    let broken =
      Migrations.sqlite + [Migration(version: count + 1, file: "b.sql", sql: "CREATE TABLE extra (x); SELEKT;")]
    #expect(throws: (any Error).self) { try open(broken, .existing(upgrade: true)) }
    #expect(try SQLiteShell.value("PRAGMA user_version", on: directory.file()) == count)
    #expect(try SQLiteShell.value("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'", on: directory.file()) == 0)
    try directory.store().close()
  }
}
