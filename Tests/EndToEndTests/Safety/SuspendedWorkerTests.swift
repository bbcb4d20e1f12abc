import Subprocess
import Testing

extension EndToEnd {
  @Suite struct SuspendedWorkerTests {
    /// What it decides after it wakes is dropped: others have long decided.
    @Test func aWorkerThatSleepsThroughItsLeaseHarmsNothing() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.launchApart(40)
        let sleeper = try await simulator.followingCalls { calls in
          try await sandbox.geuse("worker", "--lease", "2s", "--concurrency", "1", "--until-drained") { worker in
            try await suspend(worker, in: sandbox, after: calls)
            try await sandbox.geuse("worker", "--lease", "2s", "--until-drained").exits(0)
            worker.send(.resume)
          }
        }
        sleeper.finished.exits(0)
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.states == ["succeeded": 40])
        let state = try await simulator.state()
        #expect(state.instances.count == 40)
        #expect(Set(jobs.instanceIDs) == Set(state.instances.map(\.instanceId)))
        #expect(state.doubles.isEmpty)
      }
    }

    /// Stops it soon after one of its calls, but not while it holds the database's write lock: that stops everybody.
    private func suspend(_ worker: RunningProcess, in sandbox: Sandbox, after calls: LineLog) async throws {
      for number in 2...38 {
        #expect(await calls.call("RunInstances", number: number))
        worker.send(.suspend)
        let isLocked: Bool = try await PythonScript.isLocked.run([:], sandbox.database)
        guard isLocked else { return }
        worker.send(.resume)
      }
      Issue.record("it held the lock every time")
    }
  }
}
