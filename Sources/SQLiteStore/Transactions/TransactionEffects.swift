/// What others should hear of once a transaction is committed.
final class TransactionEffects {
  /// Whether somebody may have something to do that had nothing before.
  private(set) var givesWork = false

  func noteWork() { givesWork = true }
}
