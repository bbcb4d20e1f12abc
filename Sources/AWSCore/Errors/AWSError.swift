/// What went wrong with one AWS call, for EC2 and STS alike.
///
/// Its texts never hold credentials or any part of a request's body.
package struct AWSError: Error, Sendable, Hashable {
  /// Where the code comes from, and so how much it proves.
  package enum Origin: String, Sendable, Equatable, Codable {
    /// AWS's own error envelope, parsed whole: the call was refused for this reason.
    case envelope
    /// An answer that is not one of AWS's: HTML, empty, truncated, garbled, a redirect, a 200 that does not decode.
    case unrecognized
    /// The request may have arrived and no whole answer came back.
    case interrupted
    /// The request never left this machine.
    case notSent
    /// No credentials could be had, so nothing was sent.
    case credentials
  }

  /// The action asked for, such as `RunInstances`.
  package let action: String
  package let origin: Origin
  /// AWS's code for `envelope`; otherwise one of ours, such as `HTTP503` or `ConnectionInterrupted`.
  package let code: String
  package let message: String
  package let requestID: String?
  /// The HTTP status, where there was an answer.
  package let status: Int?
  package let region: String

  package init(
    action: String, origin: Origin, code: String, message: String, requestID: String? = nil, status: Int? = nil,
    region: String
  ) {
    self.action = action
    self.origin = origin
    // Whoever answered may have put a line break in, which would forge lines of a log, or megabytes.
    self.code = PrintableText.printable(String(code.prefix(Self.longest)))
    self.message = PrintableText.printable(String(message.prefix(Self.longest)))
    self.requestID = requestID
    self.status = status
    self.region = region
  }
}

extension AWSError {
  /// Characters of a message; EC2's longest, an encoded authorization failure, has a fifth of it.
  private static let longest = 10_000
}

extension AWSError: CustomStringConvertible {
  package var description: String {
    // Credentials are those of no region.
    let place = action == "credentials" ? action : "\(action) in \(region)"
    return "\(place): \(code): \(message)" + (requestID.map { " (request \($0))" } ?? "")
  }
}

extension AWSError {
  /// Who was asked, as people know it.
  package var service: String {
    switch action {
    case "GetParameter": "SSM"
    case "GetCallerIdentity", "AssumeRole", "AssumeRoleWithWebIdentity": "STS"
    default: "EC2"
    }
  }

  /// The code for a request that found nobody to talk to.
  package static let connectionFailed = "ConnectionFailed"
}
