import Subprocess
import Testing

extension EndToEnd {
  @Suite struct SuspendedWorkerTests {
    /// What it decides after it wakes is dropped: others have long decided.
    @Test func aWorkerThatSleepsThroughItsLeaseHarmsNothing() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "12").exits(0)
        let sleeper = try await simulator.followingCalls { calls in
          try await sandbox.geuse("worker", "--lease", "2s", "--until-drained") { worker in
            #expect(await calls.call("RunInstances", number: 4))
            worker.send(.suspend)
            try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
            worker.send(.resume)
          }
        }
        sleeper.finished.exits(0)
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.states == ["succeeded": 12])
        let state = try await simulator.state()
        #expect(state.instances.count == 12)
        #expect(Set(jobs.instanceIDs) == Set(state.instances.map(\.instanceId)))
        #expect(state.doubles.isEmpty)
      }
    }
  }
}
