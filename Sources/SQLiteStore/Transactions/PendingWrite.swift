/// A write that stands in line, and whoever waits for its answer.
struct PendingWrite: Sendable {
  /// What of it must outlast a loss of power.
  enum Care: Comparable {
    /// Nothing: were it lost, it would only be done again.
    case light
    /// What the store's durability says.
    case usual
    /// All of it.
    case durable
  }
  var care: Care
  /// Goes before all others: a heartbeat that waited would come after the leases that it is to extend.
  var isUrgent = false
  /// Whether it takes no longer than the disk does.
  var isSmall = true
  /// Runs in an open transaction; answers how to tell the one who waits, once that is committed. May be run again where
  /// the transaction was rolled back.
  var run: @Sendable (StoreTransaction) throws -> @Sendable () -> Void = { _ in {} }
  var fail: @Sendable (any Error) -> Void = { _ in }

  /// One that does nothing.
  init(_ care: Care, isUrgent: Bool = false) {
    self.care = care
    self.isUrgent = isUrgent
  }

  init<Answer: Sendable>(
    _ care: Care, isUrgent: Bool = false, isSmall: Bool = true, continuation: CheckedContinuation<Answer, any Error>,
    body: @escaping @Sendable (StoreTransaction) throws -> Answer
  ) {
    self.init(care, isUrgent: isUrgent)
    self.isSmall = isSmall
    run = { transaction in
      let answer = try body(transaction)
      return { continuation.resume(returning: answer) }
    }
    fail = { continuation.resume(throwing: $0) }
  }
}
