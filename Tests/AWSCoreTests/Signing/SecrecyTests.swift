import AWSCore
import Foundation
import Testing

/// No way of printing a value shows a secret.
struct SecrecyTests {
  static func printed(_ value: Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return "\(value) \(String(reflecting: value)) \([value]) \(dumped)"
  }

  static let keys = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "hush-secret", sessionToken: "hush-token")

  @Test func credentialsHideTheirSecrets() {
    let text = Self.printed(Self.keys)
    #expect(text.contains("AKID"))
    #expect(!text.contains("hush"))
  }

  @Test func queriesHideTheirBodiesAndSignatures() async throws {
    let query = EncodedQuery(action: "RunInstances", version: "1", parameters: [("UserData", "hush-data")])
    let client = QueryClient(
      service: "ec2", region: "eu-west-1", endpoint: try #require(URL(string: "https://ec2.example.com/")),
      credentials: FixedCredentials(result: .success(Self.keys)), transport: FakeTransport(body: ""))
    let signed = try await client.sign(query)
    let signature = try #require(signed.request.headers.first(named: "authorization")?.split(separator: "=").last)
    let text = Self.printed(query) + Self.printed(signed) + Self.printed(signed.request)
    #expect(text.contains("RunInstances"))
    #expect(!text.contains("hush"))
    #expect(!text.contains(signature))
  }

  @Test func profilesHideTheirSettings() throws {
    let shared = try SharedConfiguration(
      .of(files: ["/home/me/.aws/credentials": "[default]\naws_secret_access_key = hush\n"]))
    #expect(!Self.printed(shared).contains("hush"))
    #expect(!Self.printed(try #require(shared.profile("default"))).contains("hush"))
  }
}
