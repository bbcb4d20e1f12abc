import Foundation
import JobModel
import SQLiteStore
import Worker

/// Opens the store that the flags name. Only this folder names concrete types.
extension DatabaseOptions {
  /// For producers and readers: created on first use, never upgraded on the way.
  func open() throws -> any JobStore {
    try SQLiteJobStore(path: resolvedPath, mode: UInt32(modeBits), openMode: .createIfMissing)
  }

  /// For workers: one that starts alone brings an older schema up to date.
  func openForWorker(durability: SQLiteJobStore.Durability) throws -> any JobStore {
    do {
      return try SQLiteJobStore(
        path: resolvedPath, mode: UInt32(modeBits), durability: durability, openMode: .createIfMissing)
    } catch StoreError.schemaTooOld {
      return try SQLiteJobStore(path: resolvedPath, durability: durability, openMode: .existing(upgrade: true))
    }
  }

  func migrate() throws -> any JobStore {
    try SQLiteJobStore(path: resolvedPath, mode: UInt32(modeBits), openMode: .existing(upgrade: true))
  }

  var resolvedPath: String { resolve(ProcessInfo.processInfo.environment) }
}

extension WorkerStore {
  init(_ store: any JobStore) {
    self.init(
      queue: store, ledger: store, catalog: store, roster: store, images: store, leases: store, accounts: store)
  }
}
