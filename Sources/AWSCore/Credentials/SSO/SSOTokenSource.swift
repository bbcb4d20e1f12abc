import Crypto
import Foundation

/// The cached token of a sign-on, renewed while that is possible.
struct SSOTokenSource: Sendable {
  /// A token this near its end is renewed, as botocore does.
  static let margin: TimeInterval = 15 * 60
  private static let timeouts = HTTPTimeouts(connect: .seconds(10), read: .seconds(20), total: .seconds(30))

  let settings: SSOSettings
  let environment: AWSEnvironment
  let endpoints: EndpointResolver
  let transport: any HTTPTransport
  let now: @Sendable () -> Date

  private var path: String {
    let name = Insecure.SHA1.hash(data: Data((settings.session ?? settings.startURL).utf8)).hexadecimal
    return environment.expand("~/.aws/sso/cache/\(name).json")
  }

  /// - Throws: `CredentialError` where somebody has to sign on again.
  func token() async throws(CredentialError) -> SSOToken {
    let data: Data?
    do {
      data = try environment.readFile(path)
    } catch {
      throw CredentialError(.broken, "cannot read \(path), the sign-on of profile \(settings.profile)")
    }
    guard let data else { throw signOn("nobody has signed on for profile \(settings.profile)") }
    guard let token = SSOToken(data) else {
      throw signOn("\(path), the sign-on of profile \(settings.profile), is damaged")
    }
    guard token.expiresAt.timeIntervalSince(now()) < Self.margin else { return token }
    if settings.session != nil, let renewed = await renewed(token) { return renewed }
    guard token.expiresAt > now() else {
      throw signOn("the sign-on of profile \(settings.profile) ended at \(token.expiresAt.formatted(.iso8601))")
    }
    return token
  }

  func signOn(_ what: String, code: String? = nil) -> CredentialError {
    CredentialError(.broken, code: code, "\(what): run aws sso login --profile \(settings.profile)")
  }

  private struct Answer: Decodable {
    let accessToken: String
    let expiresIn: Double
    let refreshToken: String?
  }

  /// Nil where it cannot be had: the old token may be good for a while.
  private func renewed(_ token: SSOToken) async -> SSOToken? {
    guard let renewal = token.renewal, renewal.registrationExpiresAt > now(),
      let endpoint = try? endpoints.endpoint(for: .ssoOIDC, region: settings.region),
      let body = try? JSONEncoder().encode([
        "grantType": "refresh_token", "clientId": renewal.clientID, "clientSecret": renewal.clientSecret,
        "refreshToken": renewal.refreshToken,
      ])
    else { return nil }
    let request = HTTPRequest(
      method: "POST", url: endpoint.appending(path: "token"), headers: [HTTPHeader("Content-Type", "application/json")],
      body: Array(body))
    guard let response = try? await transport.send(request, timeouts: Self.timeouts), response.status == 200,
      let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)),
      let renewed = token.renewed(
        accessToken: answer.accessToken, expiresAt: now() + answer.expiresIn, refreshToken: answer.refreshToken)
    else { return nil }
    // The refresh token was good once: without the new one on disk, the CLI would have to sign on again. That is no
    // reason to go without the token at hand.
    if let data = try? JSONSerialization.data(withJSONObject: renewed.document, options: [.sortedKeys]) {
      try? environment.writeFile(path, data)
    }
    return renewed
  }
}
