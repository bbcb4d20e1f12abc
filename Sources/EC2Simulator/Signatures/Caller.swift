import Foundation

/// Who signed a call, and for which region.
struct Caller: Sendable, Equatable {
  let key: KeyRing.Key
  var account: String
  let region: String
  /// Nil for a call that needs no signature.
  var signedAt: Date?

  /// Of a call that needs no signature.
  static func anonymous(account: String) -> Self {
    Caller(
      key: KeyRing.Key(id: "", secret: "", account: account, arn: "", userID: ""), account: account,
      region: "us-east-1")
  }
}
