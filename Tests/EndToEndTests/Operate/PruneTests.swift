import Testing

extension EndToEnd {
  @Suite struct PruneTests {
    @Test func whatEndedIsRemovedAndWhatMayLiveStays() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        // Each in a call of its own: what was launched together is removed together.
        for name in ["a", "b", "c"] {
          try await sandbox.geuse(Self.launch(name) + ["--then-wait", "--follow"]).exits(0)
        }
        try await sandbox.geuse("terminate", "1", "--follow").exits(0)
        try await sandbox.geuse("launch", "--run-at", "+1h", "--after", "3").exits(0)
        // 1 and 2 are gone with the termination; 3 is needed, 5 lives.
        let preview = try await sandbox.geuse("prune", "--older-than", "0s", "--dry-run").exits(0)
        #expect(preview.lines.first == "5 jobs would be removed", "\(preview)")
        #expect(try await sandbox.jobs("list").count == 8)
        let pruned = try await sandbox.geuse("prune", "--older-than", "0s", "--output", "json").exits(0)
        let report: Report = try pruned.json()
        #expect(report == Report(removed: 5, neededByOthers: 0, mayLive: 2, keysForgotten: 0))
        #expect(try await sandbox.jobs("list").map(\.id).sorted() == [3, 5, 8])
        // The key outlives its job: the script that runs again launches nothing.
        let again = try await sandbox.geuse(Self.launch("a") + ["--then-wait"]).exits(0)
        #expect(
          again.lines.first == "1 2" && again.error.contains("had this key before, ended and was pruned"), "\(again)")
        let followed = try await sandbox.geuse(Self.launch("a") + ["--follow"]).exits(1)
        #expect(followed.error.contains("is not on record any more"), "\(followed)")
        #expect(try await simulator.state().instances.count == 3)
        #expect(try await sandbox.geuse("status").exits(0).output.contains(/prune +5/))
        try await sandbox.geuse("doctor", "--offline").exits(0)
      }
    }

    private static func launch(_ name: String) -> [String] { ["launch", "--name", name, "--unique-key", name] }

    struct Report: Decodable, Equatable {
      let removed: Int
      let neededByOthers: Int
      let mayLive: Int
      let keysForgotten: Int
    }

    @Test func anAgeHasToBeSaid() async throws {
      let sandbox = try Sandbox()
      try await sandbox.geuse("prune").exits(64).expectNoDatabase(sandbox)
      try await sandbox.geuse("prune", "--older-than", "30").exits(64).expectNoDatabase(sandbox)
    }
  }
}
