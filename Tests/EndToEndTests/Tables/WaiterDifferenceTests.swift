import Foundation
import Testing

extension EndToEnd {
  /// The same instances in the same trouble, waited for by botocore and by geuse.
  @Suite struct WaiterDifferenceTests {
    private struct Waited: Decodable, Sendable {
      let verdict: String
      let polls: Int
    }

    @Test func geuseAgainstBotocore() async throws {
      var table = PrintedTable(
        "waiters", columns: ["scenario", "botocore's waiter", "botocore: verdict", "polls", "geuse: verdict", "calls"])
      for scenario in WaiterScenario.all {
        async let theirs = botocore(scenario)
        let ours = try await geuse(scenario)
        let other = try await theirs
        #expect(other.verdict.hasPrefix(scenario.botocore), "\(scenario.name): \(other)")
        #expect(ours.verdict == scenario.geuse, "\(scenario.name)")
        table.add(scenario.name, scenario.waiter, other.verdict, "\(other.polls)", ours.verdict, "\(ours.polls)")
      }
      try table.print()
    }

    /// Runs the body beside a simulator with the scenario's instances.
    private func launched(
      _ scenario: WaiterScenario, body: @Sendable (SimulatorProcess, Sandbox, [String]) async throws -> Waited
    ) async throws -> Waited {
      try await SimulatorProcess.during(["--boot", scenario.boot, "--checks", "0s"]) { simulator in
        for fate in scenario.fates { try await simulator.add(fate, to: "fates") }
        let sandbox = try simulator.sandbox()
        let market = scenario.spot ? "spot" : "on-demand"
        try await sandbox.geuse("launch", "--market", market, "--count", "\(scenario.count)", "--follow").exits(0)
        for fault in scenario.faults { try await simulator.add(fault, to: "faults") }
        let launches = try await sandbox.jobs("list", "--kind", "launch").sorted { $0.id < $1.id }
        return try await body(simulator, sandbox, scenario.isUnknown ? ["i-0123456789abcdef0"] : launches.instanceIDs)
      }
    }

    private func botocore(_ scenario: WaiterScenario) async throws -> Waited {
      try await launched(scenario) { simulator, _, instances in
        let variables = simulator.variables.merging(["AWS_DEFAULT_REGION": "us-east-1"]) { $1 }
        return try await PythonScript.waitWithBotocore.run(variables, [scenario.waiter] + instances)
      }
    }

    private func geuse(_ scenario: WaiterScenario) async throws -> Waited {
      try await launched(scenario) { simulator, sandbox, instances in
        let before = try await simulator.looks()
        // By their launches, so that a lost one may be launched again; an unknown id has none.
        let targets = scenario.isUnknown ? instances : instances.indices.map { "\($0 + 1)" }
        let flags = ["--timeout", scenario.timeout, "--follow", "--output", "json"]
        let ended = try await sandbox.geuse(["wait"] + targets + flags)
        let jobs: [Job] = try ended.json()
        let verdicts = Set(jobs.map { $0.error?.code ?? $0.state })
        #expect(jobs.allSatisfy { $0.failures == ($0.state == "succeeded" ? 0 : 1) })
        return Waited(verdict: verdicts.sorted().joined(separator: ", "), polls: try await simulator.looks() - before)
      }
    }
  }
}

extension SimulatorProcess {
  /// How often EC2 was asked about instances and spot requests.
  fileprivate func looks() async throws -> Int {
    let counts = try await state().counts.byAction
    return ["DescribeInstanceStatus", "DescribeInstances", "DescribeSpotInstanceRequests"]
      .reduce(0) { $0 + counts[$1, default: 0] }
  }
}
