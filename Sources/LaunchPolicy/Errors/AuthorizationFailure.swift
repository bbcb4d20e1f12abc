import Foundation

/// What an UnauthorizedOperation tells in its message: which action on which resource, and the encoded rest.
///
/// Source: AWS, "Troubleshoot access denied error messages" and STS DecodeAuthorizationMessage.
struct AuthorizationFailure: Equatable {
  /// `ec2:RunInstances`, `iam:PassRole`; nil where EC2 names none.
  let action: String?
  /// An ARN, as far as EC2 names one.
  let resource: String?
  /// The details that only somebody with sts:DecodeAuthorizationMessage may read.
  let encoded: String?
  /// The message without them.
  let plain: String

  init(message: String) {
    let encodedPart = message.firstMatch(of: /\s*Encoded authorization failure message:\s*(\S+)/)
    encoded = encodedPart.map { String($0.1) }
    plain = encodedPart.map { message.replacingCharacters(in: $0.range, with: "") } ?? message
    let named = message.firstMatch(of: /not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z*]+)(?: on resource: (\S+))?/)
    action = named.map { String($0.1) }
    // The full stop is the sentence's.
    resource = named?.2.map { String($0.hasSuffix(".") ? $0.dropLast() : $0) }
  }

  /// What a policy must allow, and how the encoded details are read.
  /// - Parameter fallback: the action asked for, where the message names none.
  func hint(fallback: String, job: Int64) -> String {
    let place = resource.map { " on \($0)" } ?? ""
    let decode = encoded.map {
      "; the whole reason: aws sts decode-authorization-message --encoded-message \($0) --query DecodedMessage --output text"
    }
    return "allow \(action ?? "ec2:\(fallback)")\(place) in the worker's policy; then: geuse requeue \(job)"
      + (decode ?? "")
  }
}
