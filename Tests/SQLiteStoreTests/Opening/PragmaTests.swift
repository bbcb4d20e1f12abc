import GRDB
import JobModel
import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct PragmaTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func pragma(_ name: String, of store: SQLiteJobStore) async throws -> String? {
    try await store.database.write(.usual) { transaction in
      try String.fetchOne(transaction.db, sql: "SELECT * FROM pragma_\(name)")
    }
  }

  @Test("the writer syncs every commit, in WAL, with foreign keys")
  func writer() async throws {
    let store = try directory.store()
    #expect(try await pragma("journal_mode", of: store) == "wal")
    #expect(try await pragma("synchronous", of: store) == "2")
    #expect(try await pragma("foreign_keys", of: store) == "1")
  }

  /// What the writer's knows of its rivals, and how patient it is, is the writer's alone.
  @Test("readers wait by SQLite's own handler, the writer by ours")
  func handlers() async throws {
    let store = try directory.store()
    let reader = try await store.database.read { try Int.fetchOne($0.db, sql: "PRAGMA busy_timeout") }
    #expect(reader == 10_000)
    #expect(try await pragma("busy_timeout", of: store) == "0")
  }

  @Test("normal durability syncs the ledger's commits all the same")
  func normal() async throws {
    let store = try directory.store(durability: .normal)
    #expect(try await pragma("synchronous", of: store) == "1")
    let during = try await store.database.write(.durable) { transaction in
      try String.fetchOne(transaction.db, sql: "PRAGMA synchronous")
    }
    #expect(during == "2")
    #expect(try await pragma("synchronous", of: store) == "1")
  }

  @Test("what is only repeated after loss of power is not synced, and leaves full durability behind it")
  func lightly() async throws {
    let store = try directory.store()
    let during = try await store.database.write(.light) { transaction in
      try String.fetchOne(transaction.db, sql: "PRAGMA synchronous")
    }
    #expect(during == "1")
    #expect(try await pragma("synchronous", of: store) == "2")
  }

  @Test("a transaction that fails durably leaves normal durability behind it")
  func normalAfterFailure() async throws {
    let store = try directory.store(durability: .normal)
    await #expect(throws: StoreError.noSuchJob(1)) {
      try await store.database.write(.durable) { _ in throw StoreError.noSuchJob(1) }
    }
    #expect(try await pragma("synchronous", of: store) == "1")
  }

  @Test("a cancelled task's decision is written all the same")
  func cancellation() async throws {
    let store = try directory.store()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await store.enqueue([NewJob(spec: .launch(LaunchSpec()), region: "r")])
    }
    #expect(try await task.value.count == 1)
    #expect(try await store.jobs(Selection(), limit: nil, attempts: false).count == 1)
  }
}
