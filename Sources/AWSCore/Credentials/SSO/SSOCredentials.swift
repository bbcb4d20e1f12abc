import Foundation

/// A role's credentials for who has signed on, from IAM Identity Center's portal.
///
/// Source: AWS IAM Identity Center Portal API Reference, "GetRoleCredentials".
struct SSOCredentials: Sendable {
  private static let timeouts = HTTPTimeouts(connect: .seconds(10), read: .seconds(20), total: .seconds(30))

  let settings: SSOSettings
  let tokens: SSOTokenSource

  func credentials() async throws(CredentialError) -> AWSCredentials {
    let token = try await tokens.token()
    let request = HTTPRequest(
      method: "GET", url: try url(), headers: [HTTPHeader("x-amz-sso_bearer_token", token.accessToken)])
    let response: HTTPResponse
    do {
      response = try await tokens.transport.send(request, timeouts: Self.timeouts)
    } catch {
      throw CredentialError(
        .broken, code: AWSError.connectionFailed,
        "profile \(settings.profile) cannot reach IAM Identity Center: \(error.message): "
          + "check the network, the proxy and AWS_ENDPOINT_URL_SSO")
    }
    guard response.status == 200 else { throw refusal(response) }
    // What was answered is never quoted: it is made of secrets.
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)).roleCredentials else {
      throw CredentialError(
        .broken, code: "UnrecognizedAnswer",
        "IAM Identity Center answered profile \(settings.profile) with something that is not a role's credentials")
    }
    return AWSCredentials(
      accessKeyID: answer.accessKeyId, secretAccessKey: answer.secretAccessKey, sessionToken: answer.sessionToken,
      expiration: Date(timeIntervalSince1970: answer.expiration / 1000))
  }

  private struct Answer: Decodable {
    struct Keys: Decodable {
      let accessKeyId: String
      let secretAccessKey: String
      let sessionToken: String
      /// In milliseconds since 1970.
      let expiration: Double
    }

    let roleCredentials: Keys
  }

  private func url() throws(CredentialError) -> URL {
    let endpoint: URL
    do {
      endpoint = try tokens.endpoints.endpoint(for: .sso, region: settings.region)
    } catch {
      throw CredentialError(.broken, error.message)
    }
    return endpoint.appending(path: "federation/credentials").appending(queryItems: [
      URLQueryItem(name: "role_name", value: settings.roleName),
      URLQueryItem(name: "account_id", value: settings.accountID),
    ])
  }

  private func refusal(_ response: HTTPResponse) -> CredentialError {
    let refusal = JSONRefusal(response)
    let code = refusal?.code ?? "HTTP\(response.status)"
    switch response.status {
    case 401: return tokens.signOn("the sign-on of profile \(settings.profile) was refused (\(code))", code: code)
    case 403, 404:
      return CredentialError(
        .broken, code: code,
        "IAM Identity Center gives profile \(settings.profile) no role \(settings.roleName) of account "
          + "\(settings.accountID) (\(code)): check sso_role_name and sso_account_id")
    default:
      return CredentialError(
        .broken, code: code,
        "IAM Identity Center refused profile \(settings.profile): HTTP \(response.status), \(code): try again later")
    }
  }
}
