import AWSCore
import Foundation
import Testing

/// Which credentials win, against botocore's pick for the same files and variables (`make-credential-vectors.py`).
struct CredentialVectorTests {
  struct File: Decodable {
    let vectors: [Vector]
  }

  struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let config: String
    let credentials: String
    let profile: String?
    let variables: [String: String]
    /// A key, or `error` and the name of botocore's.
    let picks: String

    var testDescription: String { name }
  }

  static let vectors: [Vector] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../Fixtures/credential-vectors.json")
    let data = try? Data(contentsOf: file)
    return data.flatMap { try? JSONDecoder().decode(File.self, from: $0).vectors } ?? []
  }()

  @Test func thereAreVectors() {
    #expect(Self.vectors.count > 50)
  }

  @Test(arguments: vectors)
  func picksWhatBotocorePicks(_ vector: Vector) async throws {
    let sessions = ["corp", "https://corp.example/start"].map { SSOFiles.path($0) }
    var files = Dictionary(uniqueKeysWithValues: sessions.map { ($0, SSOFiles.lasting) })
    files["/home/me/.aws/config"] = vector.config
    files["/home/me/.aws/credentials"] = vector.credentials
    files["/token"] = "a.web.token\n"
    let settings = try AWSSettings(profile: vector.profile, environment: .of(vector.variables, files: files))
    let provider = settings.credentialProvider(
      transport: FakeAWS.transport(),
      runner: ScriptedRunner(prints: #"{"Version": 1, "AccessKeyId": "PROCESS", "SecretAccessKey": "s"}"#))
    if vector.picks.hasPrefix("error") {
      let error = await #expect(throws: CredentialError.self) { try await provider.credentials() }
      #expect(error?.kind == .broken)
    } else {
      #expect(try await provider.credentials().accessKeyID == vector.picks)
    }
  }
}
