import Foundation
import Subprocess

@testable import EC2Simulator

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A Python programme beside these tests, run against a simulator as its only AWS.
struct PythonProgram: Sendable {
  let name: String

  struct Ended: Sendable {
    let isSuccess: Bool
    let output: String
    let error: String
  }

  func run(against endpoint: URL) async throws -> Ended {
    let python = ProcessInfo.processInfo.environment["GEUSE_TEST_PYTHON"] ?? "python3"
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let result = try await Subprocess.run(
      python.contains("/") ? .path(FilePath(python)) : .name(python),
      arguments: [tests.appending(path: name).path, endpoint.absoluteString],
      environment: .inherit.updating([
        "AWS_ACCESS_KEY_ID": SimulatorConfiguration.defaultAccessKeyID,
        "AWS_SECRET_ACCESS_KEY": SimulatorConfiguration.defaultSecretAccessKey,
        "AWS_SESSION_TOKEN": nil, "AWS_PROFILE": nil, "AWS_DEFAULT_REGION": "us-east-1", "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint.absoluteString, "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "",
        // The checkout stays as it is.
        "PYTHONDONTWRITEBYTECODE": "1",
      ]),
      output: .string(limit: 1 << 22), error: .string(limit: 1 << 20))
    return Ended(
      isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, error: result.standardError)
  }
}
