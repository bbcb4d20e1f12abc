import Foundation
import JobModel
import SQLiteStore
import Worker

/// Opens the store that the flags name. Only this folder names concrete types.
extension DatabaseOptions {
  /// Created on first use, never upgraded on the way: others may be at work with the schema that it has.
  func open(durability: DurabilityArgument = .full, waiting: ServerPatience = .ofCommands) async throws -> any JobStore
  {
    try Tracing.check()
    switch try place() {
    case .file(let path):
      let isNew = !FileManager.default.fileExists(atPath: path)
      let store = try SQLiteJobStore(
        path: path, mode: UInt32(modeBits), durability: durability == .full ? .full : .normal,
        openMode: .createIfMissing)
      // Who mistyped the path is told, not left with two queues.
      if isNew { Console.error("new queue: \(path)") }
      return store
    case .server(let url):
      return try await ServerStore(url: url, patience: waiting).open(.createIfMissing)
    }
  }

  /// For those who only look: there must be one.
  func openExisting() async throws -> any JobStore {
    try Tracing.check()
    return try await open(upgrades: false)
  }

  /// The only way to upgrade.
  func migrate() async throws -> any JobStore {
    try await open(upgrades: true)
  }

  private func open(upgrades: Bool) async throws -> any JobStore {
    switch try place() {
    case .file(let path):
      try SQLiteJobStore(path: path, mode: UInt32(modeBits), openMode: .existing(upgrade: upgrades))
    case .server(let url):
      // Who may make the schema there is often not who uses it: the one who upgrades it makes it, too.
      try await ServerStore(url: url, patience: .ofCommands).open(upgrades ? .upgrade : .existing)
    }
  }
}

extension WorkerStore {
  init(_ store: any JobStore) {
    self.init(
      queue: store.tracedQueue, ledger: store.tracedLedger, catalog: store, roster: store, images: store, facts: store,
      offerings: store, leases: store, accounts: store, reconciliation: store.tracedReconciliation,
      calls: store, wake: store, buckets: store)
  }
}
