import Foundation

/// The temporary key that a role gives, and how STS shows it.
struct AssumedRole: Sendable {
  let key: KeyRing.Key
  let id: String

  /// Reads and checks what both ways to a role have in common.
  ///
  /// - Parameter longest: in seconds; shorter for a caller who has a role already.
  /// Source: AWS, "AssumeRole" in the STS API reference.
  init(_ parameters: Parameters, longest: Int, identifiers: inout Identifiers, now: Date) throws(APIError) {
    let arn = try Self.required(parameters, "RoleArn")
    guard let role = RoleName(arn) else {
      throw Self.invalid("\(arn) is invalid")
    }
    let session = try Self.required(parameters, "RoleSessionName")
    guard session.wholeMatch(of: /[\w+=,.@-]{2,64}/) != nil else {
      throw Self.invalid(
        "1 validation error detected: Value '\(session)' at 'roleSessionName' failed to satisfy constraint: Member must "
          + "satisfy regular expression pattern: [\\w+=,.@-]*")
    }
    let seconds = try parameters.integer("DurationSeconds") ?? min(3_600, longest)
    guard (900...43_200).contains(seconds) else {
      throw Self.invalid(
        "1 validation error detected: Value '\(seconds)' at 'durationSeconds' failed to satisfy constraint: Member must "
          + "have value between 900 and 43200")
    }
    guard seconds <= longest else {
      throw Self.invalid(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining")
    }
    let unique = identifiers.request().replacing("-", with: "").uppercased()
    id = "AROA\(Identifiers.stable("role", arn).suffix(17).uppercased()):\(session)"
    key = KeyRing.Key(
      id: "ASIA" + unique.prefix(16), secret: identifiers.request() + identifiers.request(), account: role.account,
      arn: role.session(session), userID: id,
      sessionToken: Data((identifiers.request() + identifiers.request()).utf8).base64EncodedString(),
      expiresAt: now.addingTimeInterval(Double(seconds)))
  }

  func write(to xml: inout XMLWriter) {
    xml.element("Credentials") {
      $0.element("AccessKeyId", key.id)
      $0.element("SecretAccessKey", key.secret)
      $0.element("SessionToken", key.sessionToken)
      $0.element("Expiration", key.expiresAt?.formatted(.iso8601))
    }
    xml.element("AssumedRoleUser") {
      $0.element("AssumedRoleId", id)
      $0.element("Arn", key.arn)
    }
    xml.element("PackedPolicySize", 0)
  }

  private static func required(_ parameters: Parameters, _ name: String) throws(APIError) -> String {
    guard let value = parameters[name], !value.isEmpty else {
      let field = name.prefix(1).lowercased() + name.dropFirst()
      throw invalid(
        "1 validation error detected: Value null at '\(field)' failed to satisfy constraint: Member must not be null")
    }
    return value
  }

  private static func invalid(_ message: String) -> APIError {
    APIError(code: "ValidationError", message: message)
  }
}
