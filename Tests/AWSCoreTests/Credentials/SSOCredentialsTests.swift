import AWSCore
import Foundation
import Synchronization
import Testing

struct SSOCredentialsTests {
  static let profile = """
    [profile a]
    sso_account_id = 123456789012
    sso_role_name = Admin Role
    sso_session = corp
    [sso-session corp]
    sso_region = eu-central-1
    sso_start_url = https://corp.example/start
    """
  static let clock = TurnedClock()
  static let now = clock.now

  static func time(_ seconds: TimeInterval) -> String { (now + seconds).formatted(.iso8601) }

  static func token(until seconds: TimeInterval, registeredUntil registration: TimeInterval? = nil) -> String {
    let renewal = registration.map {
      """
      , "refreshToken": "refresh-1", "clientId": "client", "clientSecret": "client-secret", \
      "registrationExpiresAt": "\(time($0))", "startUrl": "https://corp.example/start"
      """
    }
    return #"{"accessToken": "old-token", "expiresAt": "\#(time(seconds))"\#(renewal ?? "")}"#
  }

  final class Disk: Sendable {
    let files: Mutex<[String: String]>

    init(token: String?) {
      files = Mutex(
        ["/home/me/.aws/config": SSOCredentialsTests.profile, SSOFiles.path("corp"): token].compactMapValues(\.self))
    }

    var token: String { files.withLock { $0[SSOFiles.path("corp")] ?? "" } }

    func provider(_ network: FakeTransport, _ variables: [String: String] = [:]) throws -> RefreshingCredentials {
      let environment = AWSEnvironment(
        variables: variables.merging(["HOME": "/home/me"]) { own, _ in own },
        readFile: { path in self.files.withLock { $0[path] }.map { Data($0.utf8) } },
        writeFile: { path, content in
          self.files.withLock { $0[path] = String(decoding: content, as: UTF8.self) }
        })
      return try AWSSettings(profile: "a", environment: environment)
        .credentialProvider(transport: network, clock: AWSClock(wall: { SSOCredentialsTests.now }))
    }
  }

  @Test func aRoleIsAskedForWithTheCachedToken() async throws {
    let network = FakeAWS.transport()
    let provider = try Disk(token: Self.token(until: 7200)).provider(network)
    let credentials = try await provider.credentials()
    #expect(credentials.accessKeyID == "SSO")
    #expect(credentials.expiration == Date(timeIntervalSince1970: 4_922_985_600))
    let request = try #require(network.requests.first)
    #expect(network.requests.count == 1)
    #expect(
      request.url.absoluteString
        == "https://portal.sso.eu-central-1.amazonaws.com/federation/credentials?role_name=Admin%20Role&account_id=123456789012"
    )
    #expect(request.headers == [HTTPHeader("x-amz-sso_bearer_token", "old-token")])
  }

  @Test func anEndpointOfItsOwnIsAsked() async throws {
    let network = FakeTransport { request throws(HTTPTransportError) in
      HTTPResponse(status: 404, body: Array("{}".utf8))
    }
    let provider = try Disk(token: Self.token(until: 7200)).provider(network, ["AWS_ENDPOINT_URL_SSO": "http://sso:1"])
    _ = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(network.requests.first?.url.host() == "sso")
  }

  @Test(
    arguments: [
      (nil, "nobody has signed on for profile a: run aws sso login --profile a"),
      (token(until: -60), "the sign-on of profile a ended at \(time(-60)): run aws sso login --profile a"),
      ("{}", "the sign-on of profile a, is damaged: run aws sso login --profile a"),
      ("not json", "is damaged: run aws sso login --profile a"),
      (token(until: -60, registeredUntil: -1), "ended at \(time(-60)): run aws sso login"),
    ] as [(String?, String)])
  func whoMustSignOnIsTold(_ token: String?, _ message: String) async throws {
    let provider = try Disk(token: token).provider(FakeAWS.transport())
    let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(error?.kind == .broken)
    #expect(error?.message.contains(message) == true)
    #expect(error?.message.contains("old-token") == false)
  }

  @Test(arguments: [
    (401, "UnauthorizedException", "the sign-on of profile a was refused (UnauthorizedException): run aws sso login"),
    (
      403, "ForbiddenException",
      "gives profile a no role Admin Role of account 123456789012 (ForbiddenException): check"
    ),
    (404, "ResourceNotFoundException", "check sso_role_name and sso_account_id"),
    (429, "TooManyRequestsException", "HTTP 429, TooManyRequestsException: try again later"),
  ])
  func aRefusalSaysWhatToDo(_ status: Int, _ code: String, _ message: String) async throws {
    let network = FakeTransport(
      status: status, headers: [HTTPHeader("x-amzn-ErrorType", "\(code):http://internal.amazon.com/")],
      body: #"{"message": "no"}"#)
    let error = await #expect(throws: CredentialError.self) {
      try await Disk(token: Self.token(until: 7200)).provider(network).credentials()
    }
    #expect(error?.code == code)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "-")")
  }

  /// A portal and a token service that gives out `new-token`, or refuses.
  static func renewing(_ isWilling: Bool) -> FakeTransport {
    FakeTransport { request throws(HTTPTransportError) in
      if request.url.host() == "oidc.eu-central-1.amazonaws.com" {
        let body = #"{"accessToken": "new-token", "expiresIn": 3600, "refreshToken": "refresh-2"}"#
        return HTTPResponse(status: isWilling ? 200 : 400, body: Array((isWilling ? body : "{}").utf8))
      }
      let keys = #"{"accessKeyId":"SSO","secretAccessKey":"s","sessionToken":"t","expiration":4922985600000}"#
      return HTTPResponse(status: 200, body: Array("{\"roleCredentials\":\(keys)}".utf8))
    }
  }

  @Test(arguments: [-60, 14 * 60])
  func aTokenNearItsEndIsRenewedAndKeptForTheCLI(_ seconds: TimeInterval) async throws {
    let disk = Disk(token: Self.token(until: seconds, registeredUntil: 86_400))
    let network = Self.renewing(true)
    _ = try await disk.provider(network).credentials()
    let asked = try #require(network.requests.first)
    #expect(asked.method == "POST")
    #expect(asked.url.path() == "/token")
    #expect(
      try JSONDecoder().decode([String: String].self, from: Data(asked.body)) == [
        "grantType": "refresh_token", "clientId": "client", "clientSecret": "client-secret",
        "refreshToken": "refresh-1",
      ])
    #expect(network.requests.last?.headers == [HTTPHeader("x-amz-sso_bearer_token", "new-token")])
    let saved = try JSONDecoder().decode([String: String].self, from: Data(disk.token.utf8))
    #expect(saved["accessToken"] == "new-token")
    #expect(saved["refreshToken"] == "refresh-2")
    #expect(saved["expiresAt"] == Self.time(3600))
    #expect(saved["clientSecret"] == "client-secret")
    #expect(saved["startUrl"] == "https://corp.example/start")
  }

  @Test func aTokenThatCannotBeRenewedIsUsedWhileItIsGood() async throws {
    let network = Self.renewing(false)
    let disk = Disk(token: Self.token(until: 60, registeredUntil: 86_400))
    #expect(try await disk.provider(network).credentials().accessKeyID == "SSO")
    #expect(network.requests.last?.headers == [HTTPHeader("x-amz-sso_bearer_token", "old-token")])
    #expect(disk.token == Self.token(until: 60, registeredUntil: 86_400))
  }
}
