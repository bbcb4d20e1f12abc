package import Foundation

/// Which credentials are in use: no secret in it.
package struct CredentialState: Sendable, Equatable {
  /// In words, such as `profile dev`.
  package let source: String
  package let accessKeyID: String
  /// Nil for keys that last.
  package let expiration: Date?

  package init(source: String, accessKeyID: String, expiration: Date?) {
    self.source = source
    self.accessKeyID = accessKeyID
    self.expiration = expiration
  }
}
