import Testing

extension EndToEnd {
  @Suite struct CancelTests {
    @Test func aBlockedJobEndsAlone() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--then-wait").exits(0)
      #expect(try await sandbox.geuse("cancel", "2").exits(0).ids == [2])
      #expect(try await sandbox.jobs("status", "1", "2").map(\.state) == ["ready", "cancelled"])
    }

    @Test func aReadyJobTakesItsDependentsAlong() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--then-wait").exits(0)
      #expect(try await sandbox.geuse("cancel", "1").exits(0).ids == [1])
      let jobs = try await sandbox.jobs("status", "1", "2")
      #expect(jobs.map(\.state) == ["cancelled", "failed"])
      #expect(jobs[1].error?.code == "DependencyFailed")
      #expect(jobs[1].error?.message.contains("1") == true)
      try await sandbox.geuse("status", "1", "--exit-status").exits(1)

      // A requeue revives both.
      try await sandbox.geuse("requeue", "1").exits(0)
      #expect(try await sandbox.jobs("status", "1", "2").map(\.state) == ["ready", "blocked"])
    }

    @Test func aFinalJobIsLeftAsItIs() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      try await sandbox.geuse("cancel", "1").exits(0)
      let again = try await sandbox.geuse("cancel", "1").exits(1).speaksAsGeuse()
      #expect(again.error.contains("job 1 was not changed"))
      #expect(again.output.isEmpty)
    }

    @Test func aPollingWaitEndsAtOnce() async throws {
      try await SimulatorProcess.during(["--boot", "1h"]) { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--then-wait").exits(0)
        let worker = try await sandbox.geuse("worker", "--until-drained", "--log-level", "debug") { worker in
          _ = await worker.error.line(containing: "job polls")
          try await sandbox.geuse("cancel", "2").exits(0)
        }
        worker.finished.exits(0)
        let jobs = try await sandbox.jobs("status", "1", "2")
        #expect(jobs.map(\.state) == ["succeeded", "cancelled"])
        #expect(jobs[1].attempts.map(\.outcome) == ["cancelled"])
        // Cancelling a wait is not terminating what it waited for.
        #expect(try await simulator.state().live.count == 1)
      }
    }
  }
}
