import Subprocess
import Testing

#if DEBUG
  extension EndToEnd {
    /// A launch is cancelled while nobody knows whether it took effect: it is settled first.
    @Suite struct CancelInDoubtTests {
      @Test func whatItLaunchedIsTerminated() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try await leftInDoubt(simulator, at: "launch.answered")
          let cancelled = try await sandbox.geuse("cancel", "1").exits(0).speaksAsGeuse()
          #expect(cancelled.error.contains("job 1: cancel requested"), "\(cancelled)")
          try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
          #expect(try await sandbox.jobs("status", "1").map(\.state) == ["cancelled"])
          let state = try await simulator.state()
          #expect(state.instances.count == 1)
          #expect(state.live.isEmpty)
          let ended = try await sandbox.jobs("list", "--kind", "terminate")
          #expect(ended.instanceIDs == state.instances.map(\.instanceId))
        }
      }

      @Test func whatItLaunchedIsKeptWhereThatIsWanted() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try await leftInDoubt(simulator, at: "launch.answered")
          try await sandbox.geuse("cancel", "1", "--keep-instance").exits(0)
          try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
          #expect(try await sandbox.jobs("status", "1").map(\.state) == ["cancelled"])
          #expect(try await simulator.state().live.count == 1)
          #expect(try await sandbox.jobs("list", "--kind", "terminate").isEmpty)
        }
      }

      @Test func whatNobodyCanTellIsNotCalledCancelled() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try await leftInDoubt(simulator, at: "launch.recorded")
          try await sandbox.geuse("cancel", "1").exits(0)
          let worker = ["worker", "--lease", "2s", "--ambiguity-window", "4s", "--until-drained"]
          try await sandbox.geuse(worker).exits(0)
          let job = try #require(try await sandbox.jobs("status", "1").first)
          #expect(job.state == "failed")
          #expect(job.error?.code == "LaunchOutcomeUnknown")
          #expect(job.error?.hint?.contains("geuse requeue 1 --assume-not-launched") == true)
          // Nobody wanted it any more: it was looked for, not sent again.
          #expect(try await simulator.state().counts.byAction["RunInstances"] == nil)

          try await sandbox.geuse("requeue", "1").exits(1)
          try await sandbox.geuse("requeue", "1", "--assume-not-launched").exits(0)
          try await sandbox.geuse(worker).exits(0)
          #expect(try await sandbox.jobs("status", "1").map(\.state) == ["succeeded"])
          #expect(try await simulator.state().instances.count == 1)
        }
      }

      @Test func aTerminateOfItEndsWhatItLaunched() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try await leftInDoubt(simulator, at: "launch.answered")
          try await sandbox.geuse("terminate", "1").exits(0)
          try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
          let state = try await simulator.state()
          #expect(state.instances.count == 1)
          #expect(state.live.isEmpty)
        }
      }

      /// A sandbox whose job 1 was sent by a worker that died there.
      private func leftInDoubt(_ simulator: SimulatorProcess, at point: String) async throws -> Sandbox {
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch").exits(0)
        let died = try await sandbox.geuse("worker", "--lease", "2s", variables: ["GEUSE_CRASH_AT": point])
        #expect(died.status == .signaled(9), "\(died)")
        return sandbox
      }
    }
  }
#endif
