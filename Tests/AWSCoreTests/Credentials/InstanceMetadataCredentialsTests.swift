import AWSCore
import Foundation
import Testing

struct InstanceMetadataCredentialsTests {
  static let body =
    "{\"Code\":\"Success\",\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"S\","
    + "\"Token\":\"T\",\"Expiration\":\"2026-05-28T20:26:40Z\"}"

  /// An instance whose role is named `my role`.
  static func instance(
    token: Int = 200, names: (Int, String) = (200, "my role\n"), role: (Int, String) = (200, body)
  ) -> FakeTransport {
    FakeTransport { request throws(HTTPTransportError) in
      let (status, text): (Int, String) =
        switch (request.method, request.url.path(percentEncoded: true)) {
        case ("PUT", "/latest/api/token"): (token, "imds-token")
        case ("GET", "/latest/meta-data/iam/security-credentials/"): names
        case ("GET", "/latest/meta-data/iam/security-credentials/my%20role"): role
        default: (404, "")
        }
      return HTTPResponse(status: status, body: Array(text.utf8))
    }
  }

  static func fetch(_ transport: FakeTransport, _ variables: [String: String] = [:]) async throws -> AWSCredentials {
    try await InstanceMetadataCredentials(environment: .of(variables), transport: transport).credentials()
  }

  @Test func goesThroughTokenRoleAndKeys() async throws {
    let transport = Self.instance()
    let credentials = try await Self.fetch(transport)
    #expect(credentials.accessKeyID == "A")
    #expect(credentials.sessionToken == "T")
    #expect(credentials.expiration == Date(timeIntervalSince1970: 1_780_000_000))
    #expect(transport.requests.map(\.method) == ["PUT", "GET", "GET"])
    #expect(transport.requests.allSatisfy { $0.url.host() == "169.254.169.254" })
    #expect(transport.requests[0].headers.first(named: "x-aws-ec2-metadata-token-ttl-seconds") == "21600")
    #expect(
      transport.requests.dropFirst().allSatisfy { $0.headers.first(named: "x-aws-ec2-metadata-token") == "imds-token" })
  }

  @Test(
    arguments: [
      (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338"], "127.0.0.1"),
      (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1338/"], "127.0.0.1"),
      (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "fd00:ec2::254"),
    ])
  func theAddressCanBeChanged(_ variables: [String: String], _ host: String) async throws {
    let transport = Self.instance()
    #expect(try await Self.fetch(transport, variables).accessKeyID == "A")
    #expect(transport.requests.allSatisfy { $0.url.host() == host })
  }

  @Test func canBeTurnedOff() async {
    let transport = Self.instance()
    let error = await #expect(throws: CredentialError.self) {
      try await Self.fetch(transport, ["AWS_EC2_METADATA_DISABLED": "TRUE"])
    }
    #expect(error?.kind == .absent)
    #expect(transport.requests.isEmpty)
  }

  @Test func noInstanceOrNoRoleIsAnEmptyPlace() async {
    let offline = FakeTransport { _ throws(HTTPTransportError) in
      throw HTTPTransportError(kind: .notSent, message: "connecting took too long")
    }
    for transport in [
      offline, Self.instance(token: 403), Self.instance(names: (404, "")), Self.instance(names: (200, "")),
    ] {
      let error = await #expect(throws: CredentialError.self) { try await Self.fetch(transport) }
      #expect(error?.kind == .absent)
    }
  }

  @Test(arguments: [(500, body), (200, "{\"Code\":\"Failed\"}"), (200, "")] as [(Int, String)])
  func aBrokenRoleIsAnError(_ status: Int, _ text: String) async {
    let error = await #expect(throws: CredentialError.self) {
      try await Self.fetch(Self.instance(role: (status, text)))
    }
    #expect(error?.kind == .broken)
  }
}
