/// A call that was made, whatever became of it.
package struct ObservedCall: Sendable, Equatable {
  package let action: String
  package let region: String
  /// AWS's, where it refused.
  package let code: String?

  package init(action: String, region: String, code: String?) {
    self.action = action
    self.region = region
    self.code = code
  }
}

package typealias CallObserver = @Sendable (ObservedCall) -> Void
