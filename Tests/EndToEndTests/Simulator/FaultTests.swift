import Testing

extension EndToEnd {
  /// A connection that breaks says nothing about what EC2 did.
  @Suite struct FaultTests {
    @Test(arguments: ["drop_before", "drop_after"])
    func aBrokenConnectionLaunchesOnce(_ kind: String) async throws {
      try await SimulatorProcess.during { simulator in
        try await simulator.addFault(kind, action: "RunInstances")
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--follow").exits(0)
        let job = try #require(try await sandbox.jobs("status", "1").first)
        #expect(job.state == "succeeded")
        #expect(job.failures == 0)
        let state = try await simulator.state()
        #expect(state.instances.map(\.instanceId) == [job.result?.instanceId])
        #expect(state.doubles.isEmpty)
        #expect(state.counts.byAction["RunInstances"] == 2)
        #expect(state.counts.dropped == 1)
      }
    }

    @Test func everyStepsCallMayBreakOnce() async throws {
      try await SimulatorProcess.during { simulator in
        let actions = ["DescribeImages", "RunInstances", "DescribeInstanceStatus", "CreateTags"]
        for action in actions { try await simulator.addFault("drop_after", action: action) }
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--then-wait").exits(0)
        try await sandbox.geuse("tag", "1", "--tag", "a=b").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("list").map(\.state) == ["succeeded", "succeeded", "succeeded"])
        let state = try await simulator.state()
        #expect(state.instances.count == 1)
        #expect(state.instances.first?.tags["a"] == "b")
        #expect(state.counts.dropped == actions.count)
      }
    }
  }
}
