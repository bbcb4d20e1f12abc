import Subprocess
import Testing

extension EndToEnd {
  @Suite struct StopTests {
    @Test(arguments: [Signal.terminate, Signal.interrupt])
    func aStoppedWorkerLeavesNothingRunning(_ signal: Signal) async throws {
      try await SimulatorProcess.during(["--boot", "1h", "--short", "us-east-1b=1h"]) { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "20", "--then-wait").exits(0)
        try await sandbox.geuse("launch", "--count", "5", "--availability-zone", "us-east-1b").exits(0)
        let worker = try await sandbox.geuse("worker", "--concurrency", "2") { worker in
          // In the middle of its work.
          _ = await worker.error.wait { lines in lines.count { $0.contains("job succeeded") } >= 5 }
          worker.send(signal)
        }
        worker.finished.exits(0)
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.count == 45)
        #expect(jobs.states["running"] == nil)
        // What it had begun is finished and on record.
        #expect(Set(jobs.instanceIDs) == Set(try await simulator.state().instances.map(\.instanceId)))
        let status = try await sandbox.geuse("status").exits(0)
        #expect(status.output.contains("no worker is running"), "\(status)")
      }
    }

    @Test func anIdleWorkerEndsWithItsWork() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("worker", "--until-idle").exits(0)
        try await sandbox.geuse("launch", "--then-wait").exits(0)
        try await sandbox.geuse("worker", "--until-idle").exits(0)
        #expect(try await sandbox.jobs("list").states == ["succeeded": 2])
      }
    }

    @Test func aWorkerServesItsQueuesOnly() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--queue", "gpu").exits(0)
        try await sandbox.geuse("launch", "--queue", "batch").exits(0)
        try await sandbox.geuse("worker", "--queue", "gpu", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("status", "1", "2").map(\.state) == ["succeeded", "ready"])
      }
    }
  }
}
