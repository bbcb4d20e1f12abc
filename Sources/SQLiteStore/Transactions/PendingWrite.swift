import JobTransactions

/// A write that stands in line, and whoever waits for its answer.
struct PendingWrite: Sendable {
  var needs: WriteNeeds
  /// Runs in an open transaction; answers how to tell the one who waits, once that is committed. May be run again where
  /// the transaction was rolled back.
  var run: @Sendable (StoreTransaction) throws -> @Sendable () -> Void = { _ in {} }
  var fail: @Sendable (any Error) -> Void = { _ in }

  /// One that does nothing.
  init(_ needs: WriteNeeds) { self.needs = needs }

  init<Answer: Sendable>(
    _ needs: WriteNeeds, continuation: CheckedContinuation<Answer, any Error>,
    body: @escaping @Sendable (StoreTransaction) async throws -> Answer
  ) {
    self.init(needs)
    run = { transaction in
      let answer = try InPlace.run { try await body(transaction) }
      return { continuation.resume(returning: answer) }
    }
    fail = { continuation.resume(throwing: $0) }
  }
}
