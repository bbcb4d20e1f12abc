import Foundation
import Subprocess
import Testing

@testable import EC2Simulator

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// boto3 and the AWS CLI as clients: what they read is what EC2 would have told them.
@Suite(.timeLimit(.minutes(3))) struct ClientProgramsTests {
  @Test func boto3AndTheCommandLine() async throws {
    let python = ProcessInfo.processInfo.environment["GEUSE_TEST_PYTHON"] ?? "python3"
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "boto3-client.py").path
    // Every call is one second after the last, so that waiters see the states pass by without waiting.
    let clock = TurnedClock(Date(), step: 1)
    var configuration = SimulatorConfiguration()
    configuration.capacity = [.closed(zone: "us-east-1f")]
    try await Simulator.withRunning(configuration, now: clock.now) { simulator, endpoint in
      let result = try await run(
        python.contains("/") ? .path(FilePath(python)) : .name(python),
        arguments: [script, endpoint.absoluteString],
        environment: .inherit.updating([
          "AWS_ACCESS_KEY_ID": SimulatorConfiguration.defaultAccessKeyID,
          "AWS_SECRET_ACCESS_KEY": SimulatorConfiguration.defaultSecretAccessKey,
          "AWS_SESSION_TOKEN": nil, "AWS_PROFILE": nil, "AWS_DEFAULT_REGION": "us-east-1", "AWS_REGION": "us-east-1",
          "AWS_ENDPOINT_URL": endpoint.absoluteString, "AWS_CONFIG_FILE": "/dev/null",
          "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "",
        ]),
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
      #expect(
        result.terminationStatus.isSuccess,
        "\(result.standardOutput)\n\(result.standardError)")
      #expect(result.standardOutput.hasSuffix("all as expected\n"))
      #expect(simulator.snapshot().doubles.isEmpty)
      #expect(simulator.snapshot().live.isEmpty)
    }
  }
}
