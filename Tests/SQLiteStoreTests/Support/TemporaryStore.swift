import Foundation
import GRDB
import JobModel
import JobStoreTesting
import JobTransactions

@testable import SQLiteStore

extension StoreTransaction {
  /// SQLite itself, past the store.
  var db: Database { (session as! SQLiteSession).db }
}

/// A directory that goes with its last reference, and the stores in it.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("geuse-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String = "jobs.db") -> String { path + "/" + name }

  func store(
    durability: SQLiteJobStore.Durability = .full, clocks: Clocks = Clocks(),
    openMode: SQLiteJobStore.OpenMode = .createIfMissing
  ) throws -> SQLiteJobStore {
    try SQLiteJobStore(path: file(), durability: durability, clocks: clocks, openMode: openMode)
  }

  /// One store a call, for the conformance suite; the file refuses what the model calls an illegal transition.
  ///
  /// What is tested is not durability: these stores spare the disk.
  func factory() -> StoreFactory {
    { [self] clocks in
      let store = try SQLiteJobStore(
        path: file("\(UUID().uuidString).db"), durability: .normal, clocks: clocks)
      try await store.database.write(.usual) { transaction in
        try transaction.db.execute(sql: TransitionGuard.sql)
      }
      return store
    }
  }
}

/// Refuses, on the connection that sets it, every change of a job's state that the model does not list.
enum TransitionGuard {
  static var sql: String {
    let legal = JobState.allCases.flatMap { from in
      from.successors.map { "('\(from.rawValue)', '\($0.rawValue)')" }
    }
    return """
      CREATE TEMP TRIGGER illegal_transition BEFORE UPDATE OF state ON jobs
      WHEN (OLD.state, NEW.state) NOT IN (VALUES \(legal.joined(separator: ", ")))
      BEGIN
        SELECT RAISE(ABORT, 'illegal transition of a job');
      END
      """
  }
}
