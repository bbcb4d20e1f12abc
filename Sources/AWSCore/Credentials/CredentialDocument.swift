import Foundation

/// The JSON in which the container endpoint and the instance metadata hand out a role's credentials.
struct CredentialDocument: Decodable {
  let accessKeyID: String
  let secretAccessKey: String
  let token: String
  let expiration: String

  enum CodingKeys: String, CodingKey {
    case accessKeyID = "AccessKeyId"
    case secretAccessKey = "SecretAccessKey"
    case token = "Token"
    case expiration = "Expiration"
  }

  /// Reads one; `source` names the place in the error.
  static func credentials(in body: [UInt8], source: String) throws(CredentialError) -> AWSCredentials {
    guard let document = try? JSONDecoder().decode(Self.self, from: Data(body)), !document.accessKeyID.isEmpty,
      let expiration = AWSDate.parse(document.expiration)
    else {
      throw CredentialError(.broken, "\(source) answered with something that is not a role's credentials")
    }
    return AWSCredentials(
      accessKeyID: document.accessKeyID, secretAccessKey: document.secretAccessKey, sessionToken: document.token,
      expiration: expiration)
  }
}
