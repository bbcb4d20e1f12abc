import Subprocess
import Testing

#if DEBUG
  extension EndToEnd {
    /// What the table of crash points does not show; only a debug build can be told to die.
    @Suite struct CrashPointTests {
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
