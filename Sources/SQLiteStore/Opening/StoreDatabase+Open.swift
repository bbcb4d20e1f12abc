import Foundation
import GRDB
import JobModel
import Synchronization

extension StoreDatabase {
  /// Threads of one process open one after the other: closing a descriptor of a file drops every POSIX lock that the
  /// process holds on it, those of another thread's SQLite too (https://www.sqlite.org/howtocorrupt.html, 2.2).
  private static let turn = Mutex(())
  /// Of the write-ahead log, in bytes.
  private static let keptLogSize = 32 << 20

  static func open(
    _ file: StoreFile, mode: UInt32, durability: SQLiteJobStore.Durability, clocks: Clocks,
    openMode: SQLiteJobStore.OpenMode, schema: Schema
  ) throws -> StoreDatabase {
    try turn.withLock { _ in
      try file.prepare(mode: mode, openMode: openMode)
      let identity = FileIdentity(path: file.path)
      do {
        let busy = FairBusyHandler()
        let pool = try connect(file.path, busy: busy, openMode: openMode, schema: schema)
        try pool.writeWithoutTransaction { db in
          // The pool has turned WAL on and set NORMAL along with it: this must come after.
          try db.execute(sql: "PRAGMA synchronous = FULL")
          try schema.upgrade(db, clocks: clocks)
          try db.execute(sql: "PRAGMA synchronous = \(durability.pragma)")
          // After a long read the log is as long as it got; it is cut back where it starts over.
          try db.execute(sql: "PRAGMA journal_size_limit = \(Self.keptLogSize)")
          try assertPragmas(db, durability: durability, path: file.path)
        }
        guard let identity, FileIdentity(path: file.path) == identity else {
          throw StoreError.replaced(path: file.path)
        }
        return StoreDatabase(
          pool: pool, busy: busy, path: file.path, durability: durability, clocks: clocks, identity: identity)
      } catch let error as DatabaseError {
        throw StoreError(error, path: file.path) ?? error
      }
    }
  }

  /// Switching a new file to WAL wants it alone for a moment, and SQLite does not always ask the busy handler then.
  private static func connect(
    _ path: String, busy: FairBusyHandler, openMode: SQLiteJobStore.OpenMode, schema: Schema
  ) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.label = "geuse"
    // The writer's alone: a pool's readers have a handler of SQLite's own each, and hardly ever wait in WAL.
    configuration.busyMode = .callback { busy.wait(tries: $0) }
    configuration.prepareDatabase { db in
      if !db.configuration.readonly { try schema.inspect(db, openMode: openMode) }
    }
    let retries = FairBusyHandler()
    var tries = 0
    while true {
      do {
        return try DatabasePool(path: path, configuration: configuration)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && retries.wait(tries: tries) {
        tries += 1
      }
    }
  }

  private static func assertPragmas(_ db: Database, durability: SQLiteJobStore.Durability, path: String) throws {
    let wanted = ["journal_mode": "wal", "synchronous": durability == .full ? "2" : "1", "foreign_keys": "1"]
    for (pragma, value) in wanted {
      let found = try DatabaseValue.fetchOne(db, sql: "PRAGMA \(pragma)").map { "\($0)" } ?? "nothing"
      guard found.trimmingCharacters(in: ["\""]) == value else {
        throw StoreError.unusable(
          path: path, reason: "SQLite answers \(pragma) = \(found) where \(value) was asked for")
      }
    }
  }
}

extension SQLiteJobStore.Durability {
  var pragma: String {
    switch self {
    case .full: "FULL"
    case .normal: "NORMAL"
    }
  }
}
