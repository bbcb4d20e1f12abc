/// What others should hear of once a transaction is committed.
package final class TransactionEffects {
  /// Whether somebody may have something to do that had nothing before.
  package private(set) var givesWork = false

  package func noteWork() { givesWork = true }
}
