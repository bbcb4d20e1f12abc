/// Why a place gave no credentials.
package struct CredentialError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// Nothing is configured there.
    case absent
    /// Something is configured there and does not work: the places after it are not asked.
    case broken
  }

  package let kind: Kind
  /// What an `AWSError` of origin `credentials` carries: the code of the service that refused, or one of ours.
  package let code: String
  package let message: String

  package init(_ kind: Kind, code: String? = nil, _ message: String) {
    self.kind = kind
    self.code = code ?? (kind == .absent ? "NoCredentials" : "CredentialsUnavailable")
    self.message = message
  }

  package var description: String { message }
}
