import Foundation

/// What AssumeRoleWithWebIdentity reads of the token that it is shown; its signature is not looked at.
///
/// Source: AWS, "AssumeRoleWithWebIdentity" in the STS API reference.
struct WebIdentity: Sendable, Equatable {
  static let action = "AssumeRoleWithWebIdentity"

  let subject: String
  let audience: String
  let issuer: String

  private struct Claims: Decodable {
    var sub: String?
    var iss: String?
    var exp: Double?
  }

  /// - Parameter token: a JWT that has not expired.
  init(token: String, now: Date) throws(APIError) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let payload = Self.decode(parts[1]),
      let claims = try? JSONDecoder().decode(Claims.self, from: payload)
    else {
      throw APIError(
        code: "InvalidIdentityToken",
        message: "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)")
    }
    if let end = claims.exp, now.timeIntervalSince1970 >= end {
      throw APIError(
        code: "ExpiredTokenException",
        message: "Token expired: current date/time \(Int(now.timeIntervalSince1970)) must be before the expiration "
          + "date/time \(Int(end))")
    }
    subject = claims.sub ?? "subject"
    audience = "sts.amazonaws.com"
    issuer = claims.iss ?? "issuer"
  }

  func write(to xml: inout XMLWriter) {
    xml.element("SubjectFromWebIdentityToken", subject)
    xml.element("Audience", audience)
    xml.element("Provider", issuer)
  }

  private static func decode(_ text: Substring) -> Data? {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.count % 4) % 4))
  }
}
