import EC2
import Subprocess
import Testing

extension EndToEnd {
  /// How little EC2 is asked about what is waited for.
  @Suite struct QuietPollingTests {
    @Test func threeHundredWaitsOfOneScriptAreAskedForByACanary() async throws {
      try await SimulatorProcess.during(["--boot", "2s", "--checks", "4s"]) { simulator in
        let sandbox = try simulator.sandbox()
        try await JointRequest.during(300, in: sandbox, zones: ["us-east-1a"], lease: .seconds(60)) { joint in
          try await sandbox.geuse(["wait"] + (1...300).map(String.init)).exits(0)
          let sent = try await joint.send()
          #expect(try await joint.close(sent.send, sent.answer))
        }
        try await withThrowingTaskGroup(of: Finished.self) { workers in
          for _ in 1...3 { workers.addTask { try await sandbox.geuse("worker", "--until-drained") } }
          for try await worker in workers { worker.exits(0) }
        }
        #expect(try await sandbox.jobs("list", "--kind", "wait").states == ["succeeded": 300])
        let calls = try await simulator.state().counts.byAction
        // One a second until they are ready, then three for all of them. Without a canary it would be three a second.
        #expect(calls["DescribeInstanceStatus", default: 0] <= 14, "\(calls)")
        #expect(calls["DescribeInstances", default: 0] <= 4, "\(calls)")
      }
    }

    @Test func idsThatDoNotExistCostLittleAndFailAlone() async throws {
      try await SimulatorProcess.during { simulator in
        let maker = try simulator.sandbox()
        let made = try await JointRequest.during(247, in: maker, zones: ["us-east-1a"], lease: .seconds(60)) { joint in
          try await joint.send().answer.instances.map(\.instanceID)
        }
        let before = try await simulator.state().counts.byAction
        let sandbox = try simulator.sandbox()
        let unknown = ["i-00000000000000001", "i-44444444444444444", "i-fffffffffffffffff"]
        try await sandbox.geuse(["wait"] + unknown + made + ["--timeout", "3s", "--follow"]).exits(1)
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.states == ["succeeded": 247, "failed": 3])
        let failed = jobs.filter { $0.state == "failed" }
        #expect(failed.allSatisfy { $0.error?.code == "InvalidInstanceID.NotFound" }, "\(failed.map(\.error))")
        #expect(unknown.allSatisfy { id in failed.contains { $0.error?.message.contains(id) == true } })
        let counts = try await simulator.state().counts.byAction
        let calls = counts.mapValues { $0 }.merging(before) { $0 - $1 }
        // Three hundreds, again without the unknown ones, and a look a second for those.
        #expect(calls["DescribeInstanceStatus", default: 0] <= 14, "\(calls)")
        #expect(calls["DescribeInstances", default: 0] <= 4, "\(calls)")
      }
    }

    /// Whoever polls dies; another one that has looked on so far goes on.
    @Test func anotherWorkerPollsAfterTheOneThatDid() async throws {
      try await SimulatorProcess.during(["--boot", "6s"]) { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "3", "--then-wait").exits(0)
        let died = try await simulator.followingCalls { calls in
          try await sandbox.geuse("worker", "--lease", "2s") { poller in
            #expect(await calls.call("DescribeInstanceStatus", number: 1))
            try await sandbox.geuse("worker", "--lease", "2s", "--until-drained") { heir in
              #expect(await heir.error.line(containing: "worker started") != nil)
              #expect(await calls.call("DescribeInstanceStatus", number: 3))
              poller.send(.kill)
              _ = await heir.error.wait { _ in false }
            }.finished.exits(0)
          }
        }
        #expect(died.finished.status == .signaled(9))
        #expect(try await sandbox.jobs("list").states == ["succeeded": 6])
        #expect(try await simulator.state().counts.byAction["DescribeInstanceStatus", default: 0] <= 14)
      }
    }
  }
}
