import Foundation

/// A call whose caller has gone and that takes effect later.
struct LateCall: Sendable {
  let call: ServiceCall
  let caller: Caller
  let due: Date
  /// Its number in the log, from when it came in.
  let number: Int
}
