import Foundation
import Testing

@testable import EC2Simulator

/// Programs of others as clients: what they read is what EC2 would have told them.
@Suite(.timeLimit(.minutes(3))) struct ClientProgramsTests {
  // Every call is one second after the last, so that waiters see the states pass by without waiting.
  private let clock = TurnedClock(Date(), step: 1)

  @Test func boto3AndTheCommandLine() async throws {
    var configuration = SimulatorConfiguration()
    configuration.capacity = [.closed(zone: "us-east-1f")]
    try await Simulator.withRunning(configuration, now: clock.now) { simulator, endpoint in
      let ended = try await PythonProgram(name: "boto3-client.py").run(against: endpoint)
      #expect(ended.isSuccess, "\(ended.output)\n\(ended.error)")
      #expect(ended.output.hasSuffix("all as expected\n"))
      #expect(simulator.snapshot().doubles.isEmpty)
      #expect(simulator.snapshot().live.isEmpty)
    }
  }

  /// moto is another one's reading of EC2: each field in which it and the simulator differ has a reason.
  @Test func motoFieldByField() async throws {
    var configuration = SimulatorConfiguration()
    configuration.timing = InstanceTiming(boot: .seconds(20), checks: .seconds(2), shutdown: .seconds(2))
    try await Simulator.withRunning(configuration, now: clock.now) { _, endpoint in
      let ended = try await PythonProgram(name: "compare-with-moto.py").run(against: endpoint)
      #expect(ended.isSuccess, "\(ended.output)\n\(ended.error)")
      #expect(ended.output.hasSuffix("every difference has a reason\n"))
    }
  }
}
