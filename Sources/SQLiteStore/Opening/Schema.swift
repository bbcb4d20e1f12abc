import Foundation
import GRDB
import JobModel
import JobSchema
import JobTransactions

/// The schema that this program knows, and what it does about another one in the file.
///
/// The file says whose it is by `PRAGMA application_id` and how far it came by `PRAGMA user_version`.
struct Schema: Sendable {
  /// "geus" in ASCII.
  static let applicationID: Int64 = 0x6765_7573

  /// Versions before do not know where a queue has moved.
  private static let firstWithStamps = 7

  let migrations: [Migration]
  let path: String

  private var newest: Int { migrations.last?.version ?? 0 }

  /// Looks before anything is written, so that a file that is not ours stays as it is; at one moment of the file, which
  /// somebody may be making just now.
  func inspect(_ db: Database, openMode: SQLiteJobStore.OpenMode) throws {
    try db.inTransaction(.deferred) {
      try inspectNow(db, openMode: openMode)
      return .commit
    }
  }

  private func inspectNow(_ db: Database, openMode: SQLiteJobStore.OpenMode) throws {
    let version = try version(db)
    guard try Int64.fetchOne(db, sql: "PRAGMA application_id") == Self.applicationID else {
      let isEmpty = try version == 0 && Bool.fetchOne(db, sql: "SELECT count(*) = 0 FROM sqlite_schema") == true
      guard isEmpty else { throw unusable("it belongs to another program; name another file with --database") }
      guard openMode == .createIfMissing else {
        throw unusable("it is empty; enqueue a job to fill it, or name another with --database")
      }
      return
    }
    if version > newest { throw StoreError.schemaTooNew(found: "\(version)") }
    if version < newest, !openMode.upgrades {
      throw StoreError.schemaTooOld(found: version, needed: newest)
    }
    try requireQueue(db, version: version, openMode: openMode)
  }

  /// - Throws: ``StoreError/moved(path:to:at:)``.
  private func requireQueue(_ db: Database, version: Int, openMode: SQLiteJobStore.OpenMode) throws {
    if case .moving = openMode { return }
    guard version >= Self.firstWithStamps, let stamp = try stamp(db) else { return }
    throw StoreError.moved(path: path, to: stamp.target, at: stamp.at)
  }

  private func stamp(_ db: Database) throws -> MoveStamp? {
    let transaction = StoreTransaction(
      session: SQLiteSession(db), now: Timestamp.now(), boot: BootTime(bootID: "", milliseconds: 0))
    return try InPlace.run { try await transaction.moveStamp() }
  }

  /// Applies what is missing, each step in one transaction; processes that start together take turns.
  ///
  /// A new file becomes whole at once: nobody who opens it meanwhile, or after loss of power, meets an old schema.
  /// - Throws: ``StoreError/workersLive(_:for:)``: who has the old schema in mind must not go on upon a new one.
  func upgrade(_ db: Database, clocks: Clocks) throws {
    if try version(db) == 0 {
      try db.inTransaction(.immediate) {
        guard try version(db) == 0 else { return .rollback }
        for migration in migrations { try apply(migration, db, now: clocks.now) }
        return .commit
      }
    }
    for migration in migrations where try version(db) < migration.version {
      try db.inTransaction(.immediate) {
        guard try version(db) < migration.version else { return .rollback }
        try checkForWorkers(db, at: clocks.boot())
        try apply(migration, db, now: clocks.now)
        return .commit
      }
    }
  }

  /// Looks with the lock held.
  private func checkForWorkers(_ db: Database, at boot: BootTime) throws {
    let transaction = StoreTransaction(session: SQLiteSession(db), now: Timestamp.now(), boot: boot)
    let living = try InPlace.run { try await transaction.livingWorkers() }
    guard let last = living.map(\.expires).max() else { return }
    throw StoreError.workersLive(living.map(\.id), for: .milliseconds(last - boot.milliseconds))
  }

  private func apply(_ migration: Migration, _ db: Database, now: () -> Timestamp) throws {
    try db.execute(sql: migration.sql)
    if migration.version == 1 { try createStore(db, now: now()) }
    // Both live in the file's header and are part of the transaction. Pragmas take no parameters.
    try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(migration.version)")
  }

  private func createStore(_ db: Database, now: Timestamp) throws {
    try db.execute(
      sql: "INSERT INTO store (id, queue_id, created_at) VALUES (1, ?, ?)",
      arguments: [UUID().uuidString.lowercased(), now.rawValue])
  }

  private func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  private func unusable(_ reason: String) -> StoreError { .unusable(path: path, reason: reason) }
}
