package import JobModel
package import JobTransactions

extension SQLiteJobStore: TransactionalStore {
  @concurrent
  package func write<Answer: Sendable>(
    _ needs: WriteNeeds, _ body: @escaping @Sendable (StoreTransaction) async throws -> Answer
  ) async throws -> Answer {
    try await database.write(needs, body)
  }

  @concurrent
  package func read<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreTransaction) async throws -> Answer
  ) async throws -> Answer {
    try await database.read(body)
  }

  /// Asked before a launch is sent: also whether the file is still the one that was opened.
  package func holds(_ request: Fence) async throws -> Bool {
    try database.checkIdentity()
    return try await read { try await $0.holds(request) }
  }
}
