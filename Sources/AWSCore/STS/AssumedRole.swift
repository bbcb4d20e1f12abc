/// The answers of AssumeRole and AssumeRoleWithWebIdentity, as far as credentials go.
///
/// Nothing of such an answer may be quoted in an error: it is made of secrets.
enum AssumedRole {
  /// - Throws: `XMLAnswerError`
  static func credentials(in body: [UInt8], action: String) throws(XMLAnswerError) -> AWSCredentials {
    let document = try XMLAnswer.decode(Answer.self, root: "\(action)Response", from: body)
    guard let entry = (document.role ?? document.webIdentity)?.credentials else {
      throw .undecodable("\(action)Result")
    }
    guard let expiration = AWSDate.parse(entry.expiration) else { throw .undecodable("Expiration") }
    return AWSCredentials(
      accessKeyID: entry.accessKeyID, secretAccessKey: entry.secretAccessKey, sessionToken: entry.sessionToken,
      expiration: expiration)
  }

  private struct Answer: Decodable {
    struct Result: Decodable {
      let credentials: Entry

      enum CodingKeys: String, CodingKey { case credentials = "Credentials" }
    }

    struct Entry: Decodable {
      let accessKeyID: String
      let secretAccessKey: String
      let sessionToken: String
      let expiration: String

      enum CodingKeys: String, CodingKey {
        case accessKeyID = "AccessKeyId"
        case secretAccessKey = "SecretAccessKey"
        case sessionToken = "SessionToken"
        case expiration = "Expiration"
      }
    }

    let role: Result?
    let webIdentity: Result?

    enum CodingKeys: String, CodingKey {
      case role = "AssumeRoleResult"
      case webIdentity = "AssumeRoleWithWebIdentityResult"
    }
  }
}
