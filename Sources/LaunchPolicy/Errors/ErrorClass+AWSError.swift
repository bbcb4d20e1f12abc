package import AWSCore
import Foundation
package import JobModel

extension ErrorClass {
  /// The class of an AWS error: a pure function of its action, origin, code, message and status.
  ///
  /// A code that nobody knows is transient where EC2 says that the fault is its own (5xx), else unknown.
  package init(_ error: AWSError) {
    switch error.origin {
    case .credentials: self = .credentials
    case .notSent: self = error.code == AWSError.heldBack ? .throttled : .transient
    case .interrupted, .unrecognized: self = error.isLaunch ? .ambiguous : .transient
    case .envelope: self = Self.known(error) ?? Self.guessed(error)
    }
  }

  /// The class of a refusal that we know for what it is; nil for any other.
  fileprivate static func known(_ error: AWSError) -> ErrorClass? {
    if error.isLaunch, ErrorTable.aboutTheLaunched.contains(error.code) { return nil }
    if let told = toldByMessage(error) { return told }
    return ErrorTable.classes[error.code] ?? (error.code.hasPrefix("InvalidParameter") ? .input : nil)
  }

  private static func guessed(_ error: AWSError) -> ErrorClass {
    // A launch that ends with such a code is settled under its token: its form proves nothing.
    if !error.isLaunch || !ErrorTable.aboutTheLaunched.contains(error.code),
      let family = ErrorFamily.errorClass(of: error.code)
    {
      return family
    }
    return (error.status ?? 500) >= 500 ? .transient : .unknown
  }

  /// Codes that mean several things, told apart by what EC2 says beside them.
  private static func toldByMessage(_ error: AWSError) -> ErrorClass? {
    func says(_ words: String...) -> Bool { words.contains { error.message.localizedCaseInsensitiveContains($0) } }
    switch error.code {
    case "InvalidParameterValue" where says("Invalid IAM Instance Profile", "has no associated IAM Roles"):
      // A new profile, or its role, is not yet visible everywhere.
      return error.isLaunch ? .propagation : nil
    case "InvalidParameterValue" where says("Invalid availability zone"): return .offering
    case "InvalidParameter" where says("different networks"): return .reference
    // The keys are good: it is the image that this account may not use.
    case "AuthFailure" where says("not authorized for images"): return .image
    case "OptInRequired" where says("marketplace"): return .image
    default: return nil
    }
  }
}

extension AWSError {
  var isLaunch: Bool { action == "RunInstances" }

  /// Whether a RunInstances call that ended so is known to have launched nothing: rule 4 of never-twice.
  ///
  /// Only AWS's own envelope with a code that our table knows to refuse proves that.
  package var provesNothingLaunched: Bool {
    switch origin {
    case .notSent, .credentials: true
    case .interrupted, .unrecognized: false
    case .envelope: ErrorClass.known(self).map { ![.transient, .ambiguous, .unknown].contains($0) } ?? false
    }
  }

  /// Whether a code is EC2's; ours for calls and answers that came to nothing begin otherwise.
  package static func isEC2Code(_ code: String?) -> Bool {
    guard let code else { return false }
    return !code.hasPrefix("HTTP")
      && !["UnrecognizedAnswer", "AnswerTooLarge", "ConnectionInterrupted", connectionFailed, heldBack].contains(code)
  }
}
