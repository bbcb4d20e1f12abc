package import AWSCore
package import JobModel

extension ErrorClass {
  /// The class of an AWS error: a pure function of its origin, code, status and message.
  package init(_ error: AWSError) {
    switch error.origin {
    case .credentials: self = .credentials
    case .notSent: self = .transient
    case .interrupted, .unrecognized: self = error.action == "RunInstances" ? .ambiguous : .transient
    case .envelope: self = Self.ofEnvelope(error)
    }
  }

  private static func ofEnvelope(_ error: AWSError) -> ErrorClass {
    if error.code == "InvalidParameterValue", namesInstanceProfile(error.message) { return .propagation }
    // A group of one VPC with a subnet of another, which EC2 reports as a plain InvalidParameter.
    if error.code == "InvalidParameter", error.message.contains("different networks") { return .reference }
    if let known = ErrorTable.classes[error.code] { return known }
    if error.code.hasPrefix("InvalidParameter") { return .input }
    return (error.status ?? 500) >= 500 ? .transient : .unknown
  }

  /// A new profile or its role is not yet visible everywhere.
  private static func namesInstanceProfile(_ message: String) -> Bool {
    message.contains("Invalid IAM Instance Profile") || message.contains("has no associated IAM Roles")
  }
}

extension AWSError {
  /// Whether a RunInstances call that ended so is known to have launched nothing: rule 4 of never-twice.
  ///
  /// Only AWS's own envelope with a code that our table knows to refuse proves that.
  package var provesNothingLaunched: Bool {
    switch origin {
    case .notSent, .credentials: true
    case .interrupted, .unrecognized: false
    case .envelope: ![.transient, .ambiguous, .unknown].contains(ErrorClass(self))
    }
  }
}
