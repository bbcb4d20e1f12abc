import Foundation
import JobModel
import SQLiteStore
import Worker

/// Opens the store that the flags name. Only this folder names concrete types.
extension DatabaseOptions {
  /// Created on first use, never upgraded on the way: others may be at work with the schema that it has.
  func open(durability: SQLiteJobStore.Durability = .full) throws -> any JobStore {
    try Tracing.check()
    let path = try checked(resolvedPath)
    let isNew = !FileManager.default.fileExists(atPath: path)
    let store = try SQLiteJobStore(
      path: path, mode: UInt32(modeBits), durability: durability, openMode: .createIfMissing)
    // Who mistyped the path is told, not left with two queues.
    if isNew { Console.error("new queue: \(path)") }
    return store
  }

  /// For those who only look: there must be one.
  func openExisting() throws -> any JobStore {
    try Tracing.check()
    return try SQLiteJobStore(path: checked(resolvedPath), mode: UInt32(modeBits), openMode: .existing(upgrade: false))
  }

  /// The only way to upgrade.
  func migrate() throws -> any JobStore {
    try SQLiteJobStore(path: checked(resolvedPath), mode: UInt32(modeBits), openMode: .existing(upgrade: true))
  }

  var resolvedPath: String { resolve(ProcessInfo.processInfo.environment) }
}

extension WorkerStore {
  init(_ store: any JobStore) {
    self.init(
      queue: store.tracedQueue, ledger: store.tracedLedger, catalog: store, roster: store, images: store, facts: store,
      offerings: store, leases: store, accounts: store, reconciliation: store.tracedReconciliation,
      calls: store, wake: store, buckets: store)
  }
}
