import Crypto
import Foundation
import Subprocess
import Testing

extension EndToEnd {
  /// Every place that credentials may come from, to an instance launched at a moto that checks every signature.
  @Suite struct CredentialSourceTests {
    @Test func everySourceLaunches() async throws {
      try await MotoServer.during(CredentialPlaces.unchecked) { moto in
        try await CredentialPlaces.during(moto) { places in
          for source in CredentialSource.all {
            let launched = try await Self.launch(source, moto, places)
            #expect(launched.status == .exited(0), "\(source.name): \(launched)")
          }
          let keys = ["AWS_ACCESS_KEY_ID": places.userKey, "AWS_SECRET_ACCESS_KEY": places.userSecret]
          let instances: [RemoteInstance] = try await PythonScript.readInstances.run(
            moto.variables.merging(keys) { $1 })
          #expect(instances.count == CredentialSource.all.count)
        }
      }
    }

    private static func launch(
      _ source: CredentialSource, _ moto: MotoServer, _ places: CredentialPlaces
    ) async throws -> Finished {
      var variables = moto.variables
      variables["AWS_ACCESS_KEY_ID"] = nil
      variables["AWS_SECRET_ACCESS_KEY"] = nil
      let sandbox = try Sandbox(variables.merging(source.variables(places)) { $1 })
      for (name, text) in source.files {
        let path = sandbox.folder.appending(path: fill(name, places, sandbox))
        try FileManager.default.createDirectory(
          at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(fill(text, places, sandbox).utf8).write(to: path)
      }
      return try await sandbox.geuse(["launch", "--follow"] + source.arguments)
    }

    private static func fill(_ text: String, _ places: CredentialPlaces, _ sandbox: Sandbox) -> String {
      text.replacing("{role}", with: places.role).replacing("{userKey}", with: places.userKey)
        .replacing("{userSecret}", with: places.userSecret).replacing("{sessionKey}", with: places.sessionKey)
        .replacing("{sessionSecret}", with: places.sessionSecret)
        .replacing("{sessionToken}", with: places.sessionToken).replacing("{home}", with: sandbox.folder.path)
        .replacing(/\{sha1 ([^}]+)\}/) {
          Insecure.SHA1.hash(data: Data($0.1.utf8)).map { String(format: "%02x", $0) }.joined()
        }
    }
  }
}
