/// The result of the system check, or of the instance check.
enum CheckStatus: String, Sendable {
  case notApplicable = "not-applicable"
  case initializing
  case ok
  case impaired

  /// What the reachability detail says; nil when there is none.
  var reachability: String? {
    switch self {
    case .notApplicable: nil
    case .initializing: "initializing"
    case .ok: "passed"
    case .impaired: "failed"
    }
  }
}
