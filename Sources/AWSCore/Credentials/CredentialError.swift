/// Why a place gave no credentials.
package struct CredentialError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// Nothing is configured there.
    case absent
    /// Something is configured there and does not work: the places after it are not asked.
    case broken
  }

  package let kind: Kind
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { message }

  /// The code that an `AWSError` of origin `credentials` carries.
  package var code: String {
    switch kind {
    case .absent: "NoCredentials"
    case .broken: "CredentialsUnavailable"
    }
  }
}
