import Testing

extension EndToEnd {
  /// One command in the place of a shell loop: it enqueues, works and waits.
  @Suite struct FollowTests {
    @Test func launchesWithoutAnyWorkerRunning() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let ended = try await sandbox.geuse("launch", "--name", "web", "--follow").exits(0).speaksAsGeuse()
        #expect(ended.output == "1\n")
        #expect(ended.error.contains("no worker is running: working on these jobs here"))
        let live = try await simulator.state().live
        #expect(live.count == 1)
        #expect(live.first?.tags["Name"] == "web")
        let job = try #require(try await sandbox.jobs("status", "1").first)
        #expect(job.state == "succeeded")
        #expect(job.result?.instanceId == live.first?.instanceId)
        // The result tells a person where to log in.
        #expect(ended.error.contains(live.first?.instanceId ?? "-"))
      }
    }

    @Test func waitsToTheEndOfWhatItEnqueued() async throws {
      try await SimulatorProcess.during(["--boot", "1s", "--checks", "1s"]) { simulator in
        let sandbox = try simulator.sandbox()
        let ended = try await sandbox.geuse("launch", "--count", "2", "--then-wait", "--follow").exits(0)
        #expect(ended.lines == ["1 2", "3 4"])
        #expect(try await sandbox.jobs("list").states == ["succeeded": 4])
      }
    }

    @Test func worksOnWhatItsJobsWaitForToo() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch").exits(0)
        try await sandbox.geuse("launch").exits(0)
        #expect(try await sandbox.geuse("wait", "1", "--follow").exits(0).ids == [3])
        let jobs = try await sandbox.jobs("status", "1", "2", "3")
        #expect(jobs.map(\.state) == ["succeeded", "ready", "succeeded"])
      }
    }

    @Test func takesOverFromAWorkerThatEnds() async throws {
      try await SimulatorProcess.during(["--boot", "6s", "--checks", "0s"]) { simulator in
        let sandbox = try simulator.sandbox()
        let worker = try await sandbox.geuse("worker", "--lease", "2s") { worker in
          _ = await worker.error.line(containing: "worker started")
          return try await sandbox.geuse("launch", "--then-wait", "--follow") { follower in
            _ = await follower.error.line(containing: "wait 2 polling")
            worker.stop()
          }.finished
        }
        worker.finished.exits(0)
        worker.result.exits(0).speaksAsGeuse()
        #expect(worker.result.error.contains("no worker is running: working on these jobs here"), "\(worker.result)")
        #expect(try await sandbox.jobs("list").states == ["succeeded": 2])
      }
    }

    @Test func printsOneArrayOfJobsAtTheEnd() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let jobs = try await sandbox.jobs("launch", "--then-wait", "--follow")
        #expect(jobs.map(\.kind) == ["launch", "wait"])
        #expect(jobs.map(\.state) == ["succeeded", "succeeded"])
        #expect(Set(jobs.instanceIDs).count == 1)
        let lines = try await sandbox.geuse("launch", "--count", "2", "--follow", "--output", "jsonl").exits(0).lines
        #expect(lines.count == 2)
        #expect(try lines.map { try JSON.objects("[\($0)]")[0]["state"] as? String } == ["succeeded", "succeeded"])
      }
    }

    @Test func givesUpAfterItsTimeAndTheJobGoesOn() async throws {
      try await SimulatorProcess.during(["--short", "us-east-1a=1h"]) { simulator in
        let sandbox = try simulator.sandbox()
        let ended = try await sandbox.geuse(
          "launch", "--availability-zone", "us-east-1a", "--follow", "--follow-timeout", "2s")
        ended.exits(124).speaksAsGeuse()
        #expect(ended.output == "1\n")
        #expect(ended.error.contains("followed for 2s; 1 job not final"))
        #expect(ended.error.contains("look again with: geuse status 1 --follow"))
        #expect(ended.error.contains("InsufficientInstanceCapacity"))
        let job = try #require(try await sandbox.jobs("status", "1").first)
        #expect(job.state == "retrying")
        #expect(job.failures == 0)
      }
    }

    @Test func statusFollowsWhatOthersWorkOn() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--then-wait").exits(0)
        async let worker = sandbox.geuse("worker", "--until-drained")
        try await sandbox.geuse("status", "1", "2", "--follow").exits(0)
        try await worker.exits(0)
      }
    }

    @Test func enqueuingForNobodyWarns() async throws {
      let ended = try await Sandbox(["AWS_REGION": "us-east-1"]).geuse("launch").exits(0).speaksAsGeuse()
      #expect(ended.output == "1\n")
      #expect(ended.error.contains("no worker is running on this database; start one with: geuse worker"))
    }
  }
}
