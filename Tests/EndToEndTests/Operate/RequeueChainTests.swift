import Testing

extension EndToEnd {
  /// What stands behind a launch that runs again: nothing stays that nobody ends, and nothing is waited for in vain.
  @Suite struct RequeueChainTests {
    @Test func aTerminationThatIsDueEndsWhatTheRequeueLaunches() async throws {
      try await SimulatorProcess.during { simulator in
        try await simulator.close(zone: "us-east-1a")
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--availability-zone", "us-east-1a", "--then-wait").exits(0)
        try await sandbox.geuse("worker", "--until-idle", "--concurrency", "1") { worker in
          _ = await worker.error.line(containing: "InsufficientInstanceCapacity")
          worker.stop()
        }.finished.exits(0)
        try await sandbox.geuse("terminate", "1").exits(0)
        try await sandbox.geuse("requeue", "1").exits(0)
        try await simulator.openEverything()
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        let state = try await simulator.state()
        #expect(state.instances.count == 1 && state.live.isEmpty)
        #expect(try await sandbox.jobs("status", "3").map(\.state) == ["succeeded"])
      }
    }

    @Test func aTerminationThatCouldNotKnowRunsOnceMore() async throws {
      try await SimulatorProcess.during { simulator in
        try await simulator.add(#"{"kind":"drop_before","action":"RunInstances","count":"all"}"#, to: "faults")
        let sandbox = try simulator.sandbox()
        let lines = try sandbox.file(
          "chain.jsonl",
          Array(
            """
            {"kind":"launch","unique_key":"l","retry_for":"2s"}
            {"kind":"terminate","after":"l"}
            """.utf8))
        try await sandbox.geuse("enqueue", lines).exits(0)
        try await sandbox.geuse("worker", "--until-drained", "--ambiguity-window", "2s").exits(0)
        #expect(try await sandbox.jobs("list").states == ["failed": 2])
        try await simulator.clear("faults")
        try await sandbox.geuse("requeue", "1", "--assume-not-launched").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("list").states == ["succeeded": 2])
        #expect(try await simulator.state().live.isEmpty)
      }
    }

    @Test func aWaitWhoseInstanceWasTakenBackWaitsForAnother() async throws {
      // It ends half-way through its boot, once its launch has succeeded.
      try await SimulatorProcess.during(["--boot", "2s", "--checks", "0s"]) { simulator in
        try await simulator.add(#"{"kind":"dies","count":"all"}"#, to: "fates")
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--then-wait", "--retry-for", "2s").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("status", "2").map(\.state) == ["failed"])
        try await simulator.clear("fates")
        let launches = try await simulator.state().instances.count
        let requeued = try await sandbox.geuse("requeue", "2", "--instance-type", "t3.large").exits(0)
        #expect(requeued.error.contains("launch 1 runs again, too") && requeued.lines == ["2", "1"])
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("list").states == ["succeeded": 2])
        let state = try await simulator.state()
        #expect(state.instances.count == launches + 1 && state.live.count == 1)
      }
    }
  }
}
