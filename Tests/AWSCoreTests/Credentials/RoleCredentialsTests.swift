import AWSCore
import Foundation
import Testing

/// How roles are asked for, and what is made of the answers.
struct RoleCredentialsTests {
  static let role = "arn:aws:iam::123456789012:role/x"
  static let profile = """
    [profile a]
    region = eu-west-1
    role_arn = \(role)
    source_profile = b
    external_id = ext
    duration_seconds = 900
    """
  static let source =
    "[b]\naws_access_key_id = B\naws_secret_access_key = source-secret\naws_session_token = source-token"
  static let clock = TurnedClock()

  static func provider(
    _ variables: [String: String] = [:], config: String = profile, profile: String? = "a",
    region: String? = nil, transport: FakeTransport
  ) throws -> RefreshingCredentials {
    let files = ["/home/me/.aws/config": config, "/home/me/.aws/credentials": source, "/token": "web.identity.token\n"]
    return try AWSSettings(profile: profile, region: region, environment: .of(variables, files: files))
      .credentialProvider(transport: transport, clock: AWSClock(wall: { clock.now }))
  }

  @Test func aRoleIsAskedForAtTheRegionalEndpointWithTheSourcesKeys() async throws {
    let network = FakeAWS.transport()
    let provider = try Self.provider(transport: network)
    let credentials = try await provider.credentials()
    #expect(credentials.accessKeyID == "x<-B")
    #expect(credentials.sessionToken == "role-token")
    let request = try #require(network.requests.first)
    #expect(request.url.absoluteString == "https://sts.eu-west-1.amazonaws.com/")
    #expect(request.headers.first(named: "authorization")?.contains("/eu-west-1/sts/aws4_request") == true)
    #expect(request.headers.first(named: "x-amz-security-token") == "source-token")
    let query = try #require(EncodedQuery(body: request.body))
    #expect(
      Dictionary(uniqueKeysWithValues: query.parameters) == [
        "Action": "AssumeRole", "Version": "2011-06-15", "RoleArn": Self.role, "ExternalId": "ext",
        "DurationSeconds": "900", "RoleSessionName": "geuse-\(Int(Self.clock.now.timeIntervalSince1970))",
      ])
    #expect(
      await provider.state
        == CredentialState(
          source: "role \(Self.role) of profile a, assumed with profile b", accessKeyID: "x<-B",
          expiration: credentials.expiration))
  }

  @Test(
    arguments: [
      (["AWS_ENDPOINT_URL_STS": "http://sts:1/"], nil, "http://sts:1/"),
      (["AWS_ENDPOINT_URL": "http://all:1/"], nil, "http://all:1/"),
      ([:], "ap-south-1", "https://sts.ap-south-1.amazonaws.com/"),
      (["AWS_REGION": "us-gov-west-1"], nil, "https://sts.us-gov-west-1.amazonaws.com/"),
    ] as [([String: String], String?, String)])
  func stsIsAskedWhereTheSettingsSay(_ variables: [String: String], _ region: String?, _ url: String) async throws {
    let network = FakeAWS.transport()
    _ = try await Self.provider(variables, region: region, transport: network).credentials()
    #expect(network.requests.map(\.url.absoluteString) == [url])
  }

  @Test(arguments: [
    ("aws", "https://sts.us-east-1.amazonaws.com/"), ("aws-cn", "https://sts.cn-north-1.amazonaws.com.cn/"),
    ("aws-us-gov", "https://sts.us-gov-west-1.amazonaws.com/"),
  ])
  func withoutARegionTheFirstOfThePartitionIsAsked(_ partition: String, _ url: String) async throws {
    let network = FakeAWS.transport()
    let config = "[profile a]\nrole_arn = arn:\(partition):iam::123456789012:role/x\nsource_profile = b"
    _ = try await Self.provider(config: config, transport: network).credentials()
    #expect(network.requests.map(\.url.absoluteString) == [url])
  }

  @Test func theServicesSectionOfTheProfileSaysWhereSTSIs() async throws {
    let network = FakeAWS.transport()
    let config = Self.profile + "\nservices = local\n[services local]\nsts =\n  endpoint_url = http://local:1/\n"
    _ = try await Self.provider(config: config, transport: network).credentials()
    #expect(network.requests.map(\.url.absoluteString) == ["http://local:1/"])
  }

  @Test func aWebIdentityIsAskedForUnsignedWithTheTokenOfTheMoment() async throws {
    let network = FakeAWS.transport()
    let provider = try Self.provider(
      [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": Self.role, "AWS_ROLE_SESSION_NAME": "pod",
        "AWS_REGION": "eu-west-1",
      ], profile: nil, transport: network)
    #expect(try await provider.credentials().accessKeyID == "x<-WEB")
    let request = try #require(network.requests.first)
    #expect(request.headers.first(named: "authorization") == nil)
    #expect(
      Dictionary(uniqueKeysWithValues: EncodedQuery(body: request.body)?.parameters ?? []) == [
        "Action": "AssumeRoleWithWebIdentity", "Version": "2011-06-15", "RoleArn": Self.role, "RoleSessionName": "pod",
        "WebIdentityToken": "web.identity.token",
      ])
    await provider.invalidate()
    _ = try await provider.credentials()
    #expect(network.requests.count == 2)
  }

  @Test func aMissingTokenFileIsNamed() async throws {
    let provider = try Self.provider(
      ["AWS_WEB_IDENTITY_TOKEN_FILE": "/gone", "AWS_ROLE_ARN": Self.role], profile: nil, transport: FakeAWS.transport())
    let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(error?.message == "/gone, which AWS_WEB_IDENTITY_TOKEN_FILE names, is missing, empty or not readable")
  }

  static func refusal(_ code: String, _ message: String) -> FakeTransport {
    FakeTransport(
      status: 403,
      body: "<ErrorResponse><Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
        + "<RequestId>r-1</RequestId></ErrorResponse>")
  }

  @Test(arguments: [
    ("AccessDenied", "not authorized", "the role's trust policy must name that identity"),
    ("ExpiredToken", "expired", "get a new token or new keys"),
    ("RegionDisabledException", "off", "enable STS in eu-west-1"),
    ("InvalidClientTokenId", "invalid", "check the keys, the role's ARN"),
  ])
  func aRefusalCarriesSTSsCodeAndWhatToDo(_ code: String, _ message: String, _ advice: String) async throws {
    let provider = try Self.provider(transport: Self.refusal(code, message))
    let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(error?.code == code)
    #expect(
      error?.message.hasPrefix(
        "profile a cannot assume \(Self.role) with profile b: AssumeRole in eu-west-1: \(code): \(message) (request r-1)"
      )
        == true)
    #expect(error?.message.contains(advice) == true)
  }

  @Test func aRefusedSignatureDoesNotBringTheTokenIntoTheMessage() async throws {
    let message =
      "The signature does not match.&#10;&#10;The Canonical String for this request should have been&#10;"
      + "'POST&#10;x-amz-security-token:source-token&#10;'"
    let provider = try Self.provider(transport: Self.refusal("SignatureDoesNotMatch", message))
    let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(error?.message.contains("The signature does not match. (request r-1)") == true)
    #expect(error?.message.contains("source-token") == false)
  }

  @Test(arguments: ["<html/>", "", "<AssumeRoleResponse/>"])
  func anAnswerThatIsNoneIsNotQuoted(_ body: String) async throws {
    let whole = FakeAWS.role(nil, key: nil)
    let provider = try Self.provider(transport: FakeTransport(body: body.isEmpty ? whole : body))
    let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(error?.code == "UnrecognizedAnswer")
    #expect(error?.message.contains("sts.eu-west-1.amazonaws.com answered with a document") == true)
    #expect(error?.message.contains("role-secret") == false)
  }

  @Test func credentialsThatHaveExpiredAreNotHandedOut() async throws {
    let network = FakeTransport { request throws(HTTPTransportError) in
      let answer = FakeAWS.role(EncodedQuery(body: request.body), key: "B", expiration: "2020-01-01T00:00:00Z")
      return HTTPResponse(status: 200, body: Array(answer.utf8))
    }
    let provider = try Self.provider(transport: network)
    let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
    #expect(error?.code == "ExpiredToken")
    #expect(error?.message.contains("gives credentials that expired at 2020-01-01T00:00:00Z") == true)
  }
}
