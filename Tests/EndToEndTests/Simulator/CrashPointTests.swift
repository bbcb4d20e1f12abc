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
          ("launch.noted", 2), ("launch.closed", 1),
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
    }
  }
#endif
