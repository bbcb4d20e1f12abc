import AWSCore
import Foundation
import Testing

struct EndpointResolverTests {
  static func endpoints(
    _ flag: String? = nil, _ variables: [String: String] = [:], config: String = ""
  ) throws -> EndpointResolver {
    try AWSSettings(endpointURL: flag, environment: .of(variables, files: ["/home/me/.aws/config": config])).endpoints
  }

  static func url(
    _ service: EndpointResolver.Service, _ flag: String? = nil, _ variables: [String: String] = [:], config: String = ""
  ) throws -> String {
    try endpoints(flag, variables, config: config).endpoint(for: service, region: "eu-west-1").absoluteString
  }

  @Test(
    arguments: [
      (EndpointResolver.Service.ec2, "eu-west-1", "https://ec2.eu-west-1.amazonaws.com/"),
      (.sts, "eu-west-1", "https://sts.eu-west-1.amazonaws.com/"),
      (.ec2, "cn-north-1", "https://ec2.cn-north-1.amazonaws.com.cn/"),
      (.ssm, "eu-west-1", "https://ssm.eu-west-1.amazonaws.com/"),
      (.sso, "eu-west-1", "https://portal.sso.eu-west-1.amazonaws.com/"),
      (.ssoOIDC, "cn-north-1", "https://oidc.cn-north-1.amazonaws.com.cn/"),
      (.sts, "us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com/"),
    ])
  func standardEndpoints(_ service: EndpointResolver.Service, _ region: String, _ expected: String) throws {
    #expect(try Self.endpoints().endpoint(for: service, region: region).absoluteString == expected)
    #expect(try Self.endpoints().override(for: service) == nil)
  }

  static let all = [
    "AWS_ENDPOINT_URL_EC2": "http://ec2:1", "AWS_ENDPOINT_URL_STS": "http://sts:1", "AWS_ENDPOINT_URL": "http://all:1",
  ]
  static let config = "[default]\nendpoint_url = http://profile:1"

  @Test func theFlagServesEveryService() throws {
    #expect(try Self.url(.ec2, "http://flag:1", Self.all, config: Self.config) == "http://flag:1")
    #expect(try Self.url(.sts, "http://flag:1", Self.all, config: Self.config) == "http://flag:1")
  }

  @Test func theServicesOwnVariableComesBeforeTheCommonOne() throws {
    #expect(try Self.url(.ec2, nil, Self.all, config: Self.config) == "http://ec2:1")
    #expect(try Self.url(.sts, nil, Self.all, config: Self.config) == "http://sts:1")
    #expect(try Self.url(.sts, nil, ["AWS_ENDPOINT_URL": "http://all:1"], config: Self.config) == "http://all:1")
    #expect(try Self.url(.sts, nil, ["AWS_ENDPOINT_URL_EC2": "http://ec2:1"]) == "https://sts.eu-west-1.amazonaws.com/")
    #expect(try Self.url(.ec2, nil, [:], config: Self.config) == "http://profile:1")
  }

  static let services = """
    [default]
    services = local
    endpoint_url = http://profile:1
    [services local]
    ec2 =
      endpoint_url = http://section:1
    sso_oidc =
      endpoint_url = http://oidc:1
    """

  @Test func theServicesSectionComesAfterTheVariablesAndBeforeTheProfilesOwn() throws {
    #expect(try Self.url(.ec2, config: Self.services) == "http://section:1")
    #expect(try Self.url(.ssoOIDC, config: Self.services) == "http://oidc:1")
    #expect(try Self.url(.sts, config: Self.services) == "http://profile:1")
    #expect(try Self.url(.ec2, nil, ["AWS_ENDPOINT_URL": "http://all:1"], config: Self.services) == "http://all:1")
    #expect(
      try Self.url(
        .ec2, config: Self.services.replacing("services =", with: "ignore_configured_endpoint_urls = true\nservices ="))
        == "https://ec2.eu-west-1.amazonaws.com/")
    let error = #expect(throws: ConfigurationError.self) { try Self.url(.ec2, config: "[default]\nservices = gone") }
    #expect(error?.message.contains("has no [services gone]: add it") == true)
  }

  @Test func anEmulatorOfEC2ServesItsNeighboursToo() throws {
    func url(_ variables: [String: String]) throws -> String {
      try Self.endpoints(nil, variables).endpoint(besideEC2: .ssm, region: "eu-west-1").absoluteString
    }
    #expect(try url([:]) == "https://ssm.eu-west-1.amazonaws.com/")
    #expect(try url(["AWS_ENDPOINT_URL_EC2": "http://ec2:1"]) == "http://ec2:1")
    #expect(
      try url(["AWS_ENDPOINT_URL_EC2": "http://ec2:1", "AWS_ENDPOINT_URL_SSM": "http://ssm:1"]) == "http://ssm:1")
  }

  @Test func configuredOnesCanBeIgnoredButNotTheFlag() throws {
    let variables = Self.all.merging(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]) { $1 }
    #expect(try Self.url(.ec2, nil, variables, config: Self.config) == "https://ec2.eu-west-1.amazonaws.com/")
    #expect(try Self.url(.ec2, "http://flag:1", variables, config: Self.config) == "http://flag:1")
  }

  @Test(arguments: [
    "ec2.local", "ftp://h/", "http://", "http://u:p@h/", "http://h/?x=1", "http://h/#f", "", "http://[::1",
  ])
  func whatIsNoURLIsRefused(_ text: String) {
    let error = #expect(throws: ConfigurationError.self) { try Self.endpoints(text) }
    #expect(error?.message.hasPrefix("--endpoint-url: ") == true)
    #expect(error?.message.contains("u:p") == false)
  }

  @Test func theMessageSaysWhereItCameFrom() {
    let error = #expect(throws: ConfigurationError.self) { try Self.endpoints(nil, ["AWS_ENDPOINT_URL_EC2": "x"]) }
    #expect(error?.message.hasPrefix("AWS_ENDPOINT_URL_EC2: ") == true)
  }

  @Test func aBadRegionMakesNoHost() {
    #expect(throws: ConfigurationError.self) { try Self.endpoints().endpoint(for: .ec2, region: "evil.com/") }
  }
}
