import AWSCore
import Foundation
import Testing

/// Which credentials win, seen from outside, in the AWS CLI's order.
struct AWSSettingsTests {
  static let files = [
    "/home/me/.aws/config":
      "[default]\nregion = eu-central-1\n[profile dev]\nregion = eu-north-1\n"
      + "[profile bare]\nregion = eu-west-3",
    "/home/me/.aws/credentials":
      "[default]\naws_access_key_id = DEFAULT\naws_secret_access_key = s\n"
      + "[dev]\naws_access_key_id = DEV\naws_secret_access_key = s\naws_session_token = t",
  ]
  static let environmentKeys = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]
  static let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/x"]

  /// A container endpoint and an instance, each with keys of its own.
  static let network = FakeTransport { request throws(HTTPTransportError) in
    func keys(_ id: String) -> String {
      "{\"AccessKeyId\":\"\(id)\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\"2126-01-01T00:00:00Z\"}"
    }
    let body =
      switch (request.url.host(), request.url.path()) {
      case ("169.254.170.2", _): keys("CONTAINER")
      case (_, "/latest/api/token"): "token"
      case (_, "/latest/meta-data/iam/security-credentials/"): "role"
      default: keys("INSTANCE")
      }
    return HTTPResponse(status: 200, body: Array(body.utf8))
  }

  static func winner(_ variables: [String: String], profile: String? = nil, files: [String: String] = files)
    async throws -> String
  {
    let settings = try AWSSettings(profile: profile, environment: .of(variables, files: files))
    return try await settings.credentialProvider(transport: network).credentials().accessKeyID
  }

  @Test func firstPlaceWithKeysWins() async throws {
    #expect(try await Self.winner(Self.environmentKeys) == "ENV")
    #expect(try await Self.winner([:]) == "DEFAULT")
    #expect(try await Self.winner(["AWS_PROFILE": "dev"]) == "DEV")
    #expect(try await Self.winner(["AWS_PROFILE": "dev"].merging(Self.environmentKeys) { $1 }) == "ENV")
    #expect(try await Self.winner(Self.environmentKeys, profile: "dev") == "DEV")
    #expect(try await Self.winner(["AWS_PROFILE": "default"], profile: "dev") == "DEV")
    #expect(try await Self.winner(Self.container, files: [:]) == "CONTAINER")
    #expect(try await Self.winner(Self.container) == "DEFAULT")
    #expect(try await Self.winner([:], files: [:]) == "INSTANCE")
    #expect(try await Self.winner([:], profile: "bare") == "INSTANCE")
  }

  @Test func emptyVariablesAreUnset() async throws {
    #expect(
      try await Self.winner(["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_PROFILE": ""]) == "DEFAULT")
  }

  @Test func theSourceIsNamedOnceFound() async throws {
    let settings = try AWSSettings(environment: .of(["AWS_PROFILE": "dev"], files: Self.files))
    let provider = settings.credentialProvider(transport: Self.network)
    #expect(provider.source == "the environment, profile dev, the container endpoint, the instance metadata")
    _ = try await provider.credentials()
    #expect(provider.source == "profile dev")
  }

  @Test func nowhereSaysWhereItLooked() async throws {
    let settings = try AWSSettings(environment: .of(["AWS_EC2_METADATA_DISABLED": "true"]))
    let error = await #expect(throws: CredentialError.self) {
      try await settings.credentialProvider(transport: Self.network).credentials()
    }
    #expect(error?.kind == .absent)
    #expect(error?.message.hasPrefix("no AWS credentials (AWS_ACCESS_KEY_ID is not set; ") == true)
    #expect(error?.message.contains("AWS_EC2_METADATA_DISABLED is true") == true)
  }

  @Test(arguments: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
  func halfAKeyIsAnErrorNotASkip(_ name: String) async throws {
    let error = await #expect(throws: CredentialError.self) { try await Self.winner([name: "x"]) }
    #expect(error?.kind == .broken)
    #expect(error?.message.contains("set both or neither") == true)
  }

  @Test func halfAKeyInAProfileIsAnError() async throws {
    let error = await #expect(throws: CredentialError.self) {
      try await Self.winner([:], files: ["/home/me/.aws/credentials": "[default]\naws_access_key_id = A"])
    }
    #expect(error?.message == "profile default in /home/me/.aws/credentials lacks aws_secret_access_key: add it")
  }

  @Test func keysInTheCredentialsFileComeBeforeAProcess() async throws {
    let files = [
      "/home/me/.aws/config": "[default]\ncredential_process = x",
      "/home/me/.aws/credentials": "[default]\naws_access_key_id = A\naws_secret_access_key = s",
    ]
    #expect(try await Self.winner([:], files: files) == "A")
  }

  @Test(arguments: [("nobody", [:]), (nil, ["AWS_PROFILE": "nobody"])] as [(String?, [String: String])])
  func aMissingProfileIsNamed(_ flag: String?, _ variables: [String: String]) {
    let error = #expect(throws: ConfigurationError.self) {
      try AWSSettings(profile: flag, environment: .of(variables, files: Self.files))
    }
    #expect(error?.message.hasPrefix("no profile nobody in /home/me/.aws/config or /home/me/.aws/credentials") == true)
  }

  @Test func regionAndEndpointComeFromTheProfileInForce() throws {
    let settings = try AWSSettings(profile: "dev", environment: .of(files: Self.files))
    #expect(try settings.regions.region() == "eu-north-1")
    #expect(try settings.endpoints.endpoint(for: .ec2, region: "eu-north-1").host() == "ec2.eu-north-1.amazonaws.com")
  }
}
