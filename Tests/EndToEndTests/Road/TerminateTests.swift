import Testing

extension EndToEnd {
  @Suite struct TerminateTests {
    @Test func endsWhatALaunchLeft() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "2", "--follow").exits(0)
        let ended = try await sandbox.geuse("terminate", "1", "--follow").exits(0)
        #expect(ended.ids == [3])
        let jobs = try await sandbox.jobs("status", "1", "2", "3")
        #expect(jobs.map(\.state) == ["succeeded", "succeeded", "succeeded"])
        #expect(jobs[2].result?.instanceId == jobs[0].result?.instanceId)
        #expect(try await simulator.state().live.map(\.instanceId) == [jobs[1].result?.instanceId])

        // By its own id, from the same script.
        let instance = try #require(jobs[1].result?.instanceId)
        try await sandbox.geuse("terminate", instance, "--follow").exits(0)
        #expect(try await simulator.state().live.isEmpty)
        try await sandbox.geuse("wait", instance, "--for", "instance-terminated", "--follow").exits(0)
      }
    }

    @Test func endsADeploymentAndNoOther() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "2", "--deployment", "staging", "--follow").exits(0)
        try await sandbox.geuse("launch", "--deployment", "production", "--follow").exits(0)
        let ended = try await sandbox.geuse("terminate", "--deployment", "staging", "--follow").exits(0)
        #expect(ended.ids.count == 2)
        let live = try await simulator.state().live
        #expect(live.map { $0.tags["geusemaker:deployment"] } == ["production"])
      }
    }

    @Test func aLaunchThatNeverRanIsCancelledAndLaunchesNothing() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch").exits(0)
        try await sandbox.geuse("terminate", "1", "--follow").exits(0)
        #expect(try await sandbox.jobs("status", "1", "2").map(\.state) == ["cancelled", "succeeded"])
        #expect(try await simulator.state().instances.isEmpty)
      }
    }

    @Test func anInstanceThatDiesFailsItsWaitAtOnce() async throws {
      try await SimulatorProcess.during(["--boot", "1h"]) { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--then-wait").exits(0)
        let worker = try await sandbox.geuse("worker", "--until-drained", "--log-level", "debug") { worker in
          _ = await worker.error.line(containing: "job polls")
          try await sandbox.geuse("terminate", "1").exits(0)
        }
        worker.finished.exits(0)
        let jobs = try await sandbox.jobs("status", "1", "2", "3")
        #expect(jobs.map(\.state) == ["succeeded", "failed", "succeeded"])
        #expect(jobs[1].error?.class == "instance")
        #expect(jobs[1].error?.message.contains(jobs[0].result?.instanceId ?? "-") == true)
        try await sandbox.geuse("status", "2", "--exit-status").exits(1)
      }
    }
  }
}
