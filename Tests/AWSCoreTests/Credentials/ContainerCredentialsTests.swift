import AWSCore
import Foundation
import Testing

struct ContainerCredentialsTests {
  static let body =
    "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"S\","
    + "\"Token\":\"T\",\"Expiration\":\"2026-05-28T20:26:40Z\",\"RoleArn\":\"r\"}"

  static func fetch(
    _ variables: [String: String], files: [String: String] = [:], _ transport: FakeTransport = FakeTransport(body: body)
  ) async throws -> AWSCredentials {
    try await ContainerCredentials(environment: .of(variables, files: files), transport: transport).credentials()
  }

  @Test func asksTheRelativeAddressFirst() async throws {
    let transport = FakeTransport(body: Self.body)
    let credentials = try await Self.fetch(
      [
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x?id=1", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "https://h/",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "tok",
      ], transport)
    #expect(
      credentials
        == AWSCredentials(
          accessKeyID: "A", secretAccessKey: "S", sessionToken: "T",
          expiration: Date(timeIntervalSince1970: 1_780_000_000)))
    #expect(transport.requests.map(\.url.absoluteString) == ["http://169.254.170.2/v2/x?id=1"])
    #expect(transport.requests.first?.headers.first(named: "authorization") == "tok")
  }

  @Test func theTokensFileIsReadEachTimeAndFirst() async throws {
    let transport = FakeTransport(body: Self.body)
    _ = try await Self.fetch(
      [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/var/token", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "no",
      ], files: ["/var/token": "from file\n"], transport)
    #expect(transport.requests.first?.headers.first(named: "authorization") == "from file")
  }

  @Test(
    arguments: [
      "http://localhost:8080/x", "http://127.0.0.1/x", "http://127.8.9.1:1/x", "http://[::1]/x",
      "http://169.254.170.2/x",
      "http://169.254.170.23/x", "http://[fd00:ec2::23]/x", "https://credentials.example.com/x",
    ])
  func allowedHosts(_ url: String) async throws {
    let transport = FakeTransport(body: Self.body)
    _ = try await Self.fetch(["AWS_CONTAINER_CREDENTIALS_FULL_URI": url], transport)
    #expect(transport.requests.map(\.url.absoluteString) == [url])
  }

  @Test(
    arguments: [
      "http://example.com/x", "http://127.0.0.1.example.com/x", "http://127.1/x", "http://169.254.169.254/x",
      "ftp://localhost/",
      "http://128.0.0.1/x", "nonsense",
    ])
  func otherHostsAreNotAsked(_ url: String) async {
    let transport = FakeTransport(body: Self.body)
    let error = await #expect(throws: CredentialError.self) {
      try await Self.fetch(
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI": url, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "t"], transport)
    }
    #expect(error?.kind == .broken)
    #expect(transport.requests.isEmpty)
  }

  @Test func withoutVariablesThereIsNothingHere() async {
    let error = await #expect(throws: CredentialError.self) { try await Self.fetch([:]) }
    #expect(error?.kind == .absent)
  }

  static let relative = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"]

  @Test(arguments: [(500, body), (200, "<html>"), (200, "{}"), (404, "")] as [(Int, String)])
  func badAnswersAreErrors(_ status: Int, _ body: String) async {
    let error = await #expect(throws: CredentialError.self) {
      try await Self.fetch(Self.relative, FakeTransport(status: status, body: body))
    }
    #expect(error?.kind == .broken)
  }

  @Test(
    arguments: [
      (["AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nX-Evil: 1"], [:]),
      (["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/none"], [:]),
      (["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/t"], ["/t": "a\nb"]),
    ] as [([String: String], [String: String])])
  func badTokensAreErrors(_ variables: [String: String], _ files: [String: String]) async {
    let transport = FakeTransport(body: Self.body)
    let error = await #expect(throws: CredentialError.self) {
      try await Self.fetch(variables.merging(Self.relative) { $1 }, files: files, transport)
    }
    #expect(error?.kind == .broken)
    #expect(transport.requests.isEmpty)
  }
}
