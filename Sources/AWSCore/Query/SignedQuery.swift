package import Foundation

/// A query that is ready to leave: its signature is good for `SigV4.lifetime` from `signedAt`.
package struct SignedQuery: Sendable {
  package let action: String
  package let request: HTTPRequest
  package let signedAt: Date
  /// Whose key signed it; no secret.
  package let accessKeyID: String

  package init(action: String, request: HTTPRequest, signedAt: Date, accessKeyID: String) {
    self.action = action
    self.request = request
    self.signedAt = signedAt
    self.accessKeyID = accessKeyID
  }
}
