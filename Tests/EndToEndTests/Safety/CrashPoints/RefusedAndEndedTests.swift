import Subprocess
import Testing

#if DEBUG
  extension EndToEnd {
    /// A worker that dies at the worst moment; only a debug build can be told to.
    @Suite struct CrashPointTests {
      /// With how many RunInstances calls the launch is through: two where the first one's answer was lost.
      @Test(
        arguments: [
          ("launch.opened", 1), ("launch.signed", 1), ("launch.recorded", 1), ("launch.answered", 2),
          ("launch.closed", 1),
        ])
      func anotherWorkerFinishesAndThereIsOneInstance(_ point: String, calls: Int) async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try simulator.sandbox()
          try await sandbox.geuse("launch", "--then-wait").exits(0)
          let died = try await sandbox.geuse("worker", "--lease", "2s", variables: ["GEUSE_CRASH_AT": point])
          #expect(died.status == .signaled(9), "\(died)")
          let alive = try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)

          let jobs = try await sandbox.jobs("status", "1", "2")
          #expect(jobs.map(\.state) == ["succeeded", "succeeded"], "\(alive)")
          #expect(jobs[0].failures == 0)
          #expect(jobs[0].rescues == (point == "launch.closed" ? 0 : 1))
          let state = try await simulator.state()
          #expect(state.instances.map(\.instanceId) == [jobs[0].result?.instanceId])
          #expect(state.doubles.isEmpty)
          #expect(state.counts.byAction["RunInstances"] == calls)
        }
      }

      /// A refusal that is on record needs no second call to be believed.
      @Test func anotherWorkerBelievesARefusalOnRecord() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try simulator.sandbox()
          try await sandbox.geuse("launch", "--key-name", "nobodys").exits(0)
          let died = try await sandbox.geuse("worker", "--lease", "2s", variables: ["GEUSE_CRASH_AT": "launch.noted"])
          #expect(died.status == .signaled(9), "\(died)")
          try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
          let job = try #require(try await sandbox.jobs("status", "1").first)
          #expect(job.state == "failed")
          #expect(job.error?.code == "InvalidKeyPair.NotFound")
          let state = try await simulator.state()
          #expect(state.instances.isEmpty)
          #expect(state.counts.byAction["RunInstances"] == 1)
        }
      }

      @Test func aTerminationSettlesTheLaunchItWaitsFor() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try simulator.sandbox()
          try await sandbox.geuse("launch").exits(0)
          _ = try await sandbox.geuse("worker", "--lease", "2s", variables: ["GEUSE_CRASH_AT": "launch.answered"])
          try await sandbox.geuse("terminate", "1", "--follow").exits(0).speaksAsGeuse()
          #expect(try await sandbox.jobs("status", "1").map(\.state) == ["cancelled"])
          #expect(try await sandbox.jobs("list", "--kind", "terminate").allSatisfy { $0.state == "succeeded" })
          let state = try await simulator.state()
          #expect(state.instances.count == 1 && state.live.isEmpty)
        }
      }
    }
  }
#endif
