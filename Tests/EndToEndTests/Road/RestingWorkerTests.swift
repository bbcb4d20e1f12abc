import Testing

extension EndToEnd {
  /// A worker with wrong credentials beside a good one: the queue drains, the bad one says why.
  @Suite struct RestingWorkerTests {
    @Test func theQueueDrainsAndTheBadOneSaysWhy() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let wrong = ["AWS_SECRET_ACCESS_KEY": "not-the-secret-of-this-key"]
        try await sandbox.geuse("launch", "--count", "10", "--then-wait").exits(0)
        let bad = try await sandbox.geuse("worker", variables: wrong) { bad in
          let line = await bad.error.line(containing: "worker rests")
          try await sandbox.geuse("worker", "--until-drained").exits(0)
          let status = try await sandbox.geuse("status").exits(0)
          bad.stop()
          return (line, status.output)
        }
        bad.finished.exits(0)
        #expect(
          bad.result.0?.contains("SignatureDoesNotMatch") == true || bad.result.0?.contains("AuthFailure") == true)
        #expect(bad.result.1.contains("its credentials do not work"))
        #expect(!bad.finished.error.contains("not-the-secret"))
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.states == ["succeeded": 20])
        #expect(jobs.allSatisfy { $0.failures == 0 })
        #expect(try await simulator.state().instances.count == 10)
      }
    }

    @Test func aloneItEndsWith75AndTheJobsKeepTheirPlaces() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch").exits(0)
        let ended = try await sandbox.geuse(
          ["worker", "--until-idle"], variables: ["AWS_SECRET_ACCESS_KEY": "not-the-secret-of-this-key"])
        ended.exits(75)
        #expect(ended.error.contains("the jobs keep their places"))
        let job = try await sandbox.jobs("status", "1")[0]
        #expect(job.state == "ready" && job.failures == 0 && job.error == nil)
      }
    }
  }
}
