import Testing

extension EndToEnd {
  @Suite struct PauseTests {
    @Test func whatIsPausedWaitsAndTheWorkerSaysSo() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--queue", "gpu", "--then-wait").exits(0)
        try await sandbox.geuse("launch").exits(0)
        let paused = try await sandbox.geuse("pause", "--queue", "gpu", "--reason", "quota raise").exits(0)
        #expect(paused.speaksAsGeuse().error.contains("geuse resume --queue gpu"))
        // Again is no error, and changes nothing.
        #expect(try await sandbox.geuse("pause", "--queue", "gpu").exits(0).error.contains("is paused already"))
        for until in ["--until-idle", "--until-drained"] {
          let worker = try await sandbox.geuse("worker", until).exits(75)
          #expect(worker.error.contains("1 job is left, but paused: queue gpu since"))
          #expect(worker.error.contains("quota raise") && worker.error.contains("geuse resume --queue gpu"))
        }
        #expect(try await sandbox.jobs("list").states == ["ready": 1, "blocked": 1, "succeeded": 1])
        let shown = try await sandbox.geuse("status").exits(0).output
        #expect(shown.contains(/PAUSED .*\nqueue gpu .* quota raise/))
        #expect(try await sandbox.geuse("status", "1").exits(0).output.contains("paused with queue gpu since"))

        #expect(
          try await sandbox.geuse("resume", "--kind", "launch").exits(0).error.contains("is not paused by itself"))
        try await sandbox.geuse("resume", "--queue", "gpu").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("list").states == ["succeeded": 3])
      }
    }

    /// What may have been launched is settled, whatever is paused.
    @Test func aLaunchInDoubtIsSettledUnderAPause() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch").exits(0)
        try await sandbox.dies(at: "launch.answered", lease: "1s")
        try await sandbox.geuse("pause", "--all").exits(0)
        try await sandbox.geuse("launch").exits(0)
        try await sandbox.geuse("worker", "--lease", "1s", "--until-drained").exits(75)
        #expect(try await sandbox.jobs("status", "1", "2").map(\.state) == ["succeeded", "ready"])
        #expect(try await simulator.state().instances.count == 1)
      }
    }

    @Test(arguments: [
      ["pause"], ["resume"], ["pause", "--all", "--queue", "a"], ["pause", "--queue", ""],
      ["pause", "--kind", "nothing"],
      ["pause", "--all", "--reason", String(repeating: "x", count: 201)],
    ])
    func isRefusedAndNothingIsWritten(_ arguments: [String]) async throws {
      let sandbox = try Sandbox()
      try await sandbox.geuse(arguments).exits(64).expectNoDatabase(sandbox)
    }

    @Test func aPauseIsTold() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--queue", "other").exits(0)
      try await sandbox.geuse("pause", "--queue", "gpu", "--reason", "lunch").exits(0)
      let enqueued = try await sandbox.geuse("launch", "--queue", "gpu").exits(0)
      #expect(enqueued.error.contains("queue gpu paused since") && enqueued.error.contains("lunch"), "\(enqueued)")
      let listed = try await sandbox.geuse("list").exits(0)
      #expect(listed.lines.map { $0.hasSuffix("paused") } == [false, true, false], "\(listed)")
      #expect(try await sandbox.geuse("doctor", "--offline").exits(0).output.contains("queue gpu since"))
      let followed = try await sandbox.geuse("status", "2", "--follow").exits(75)
      #expect(followed.error.contains("lunch; let it go on: geuse resume --queue gpu"), "\(followed)")
    }
  }
}
