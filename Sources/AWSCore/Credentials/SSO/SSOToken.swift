import Foundation

/// What `aws sso login` left in its cache, and what keeps it fresh.
///
/// Source: botocore's `SSOTokenLoader` and `SSOTokenProvider`, which write and read these files too.
struct SSOToken: Sendable, Equatable {
  var accessToken: String
  var expiresAt: Date
  var renewal: Renewal?
  /// The document, so that what we do not read survives a renewal.
  var document: [String: String]

  /// What a new token is asked with, where the sign-on allows it.
  struct Renewal: Sendable, Equatable {
    var refreshToken: String
    var clientID: String
    var clientSecret: String
    var registrationExpiresAt: Date
  }

  /// Nil when the document lacks a token or its end.
  init?(_ data: Data) {
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
    self.init(document: object.compactMapValues { $0 as? String })
  }

  init?(document: [String: String]) {
    guard let token = document["accessToken"], !token.isEmpty, let end = Self.date(document["expiresAt"]) else {
      return nil
    }
    self.document = document
    accessToken = token
    expiresAt = end
    if let refresh = document["refreshToken"], let id = document["clientId"], let secret = document["clientSecret"],
      let registration = Self.date(document["registrationExpiresAt"])
    {
      renewal = Renewal(
        refreshToken: refresh, clientID: id, clientSecret: secret, registrationExpiresAt: registration)
    }
  }

  /// The token in its place after a renewal; the old refresh token goes where no new one came.
  func renewed(accessToken: String, expiresAt: Date, refreshToken: String?) -> SSOToken? {
    var document = document
    document["accessToken"] = accessToken
    document["expiresAt"] = expiresAt.formatted(.iso8601)
    document["refreshToken"] = refreshToken
    return SSOToken(document: document)
  }

  /// Older versions of the CLI write `UTC` for `Z`.
  private static func date(_ text: String?) -> Date? {
    text.map { $0.hasSuffix("UTC") ? $0.dropLast(3) + "Z" : $0[...] }.flatMap { AWSDate.parse(String($0)) }
  }
}

// The values are secrets.
extension SSOToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "SSOToken(until \(expiresAt))" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["expiresAt": expiresAt]) }
}
