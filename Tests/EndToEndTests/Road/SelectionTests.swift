import Testing

extension EndToEnd {
  /// Ids, instances and filters mean the same to every verb.
  @Suite struct SelectionTests {
    private static let stranger = "i-0fedcba9876543210"

    private func words(_ verb: String, _ rest: String...) -> [String] {
      [verb] + rest + (verb == "tag" ? ["--tag", "a=b"] : [])
    }

    @Test(arguments: ["list", "cancel", "requeue", "tag", "terminate", "wait"])
    func noIdsOnStandardInputAreNothingToDo(_ verb: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      let ended = try await sandbox.geuse(words(verb, "-", "--kind", "launch"), input: "\n").exits(0)
      #expect(ended.output.isEmpty)
      #expect(ended.error == "geuse: no ids on standard input: nothing to do\n")
      #expect(try await sandbox.jobs("list").map(\.state) == ["ready"])
    }

    @Test func whatIsNamedAddsUpAndFiltersNarrowIt() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "2", "--deployment", "web", "--follow").exits(0)
        try await sandbox.geuse("launch", "--deployment", "web", "--follow").exits(0)
        let second = try #require(try await sandbox.jobs("status", "2")[0].result?.instanceId)
        #expect(try await sandbox.geuse("list", "1", second, "-q").exits(0).ids == [2, 1])
        #expect(try await sandbox.geuse("list", "1", second, "--kind", "wait", "-q").exits(0).output.isEmpty)
        // Both succeeded: each is told why it stays as it is.
        let cancel = try await sandbox.geuse("cancel", "1", second).exits(1)
        #expect(cancel.error.contains("job 1 was not changed") && cancel.error.contains("job 2 was not changed"))
        let tag = try await sandbox.geuse("tag", "1", second, "--deployment", "web", "--tag", "a=b").exits(0)
        #expect(tag.ids.count == 2)
        #expect(try await sandbox.jobs("list", "--kind", "tag").count == 2, "the third launch was not meant")
        for named in ["1", second] {
          let none = try await sandbox.geuse("terminate", named, "--deployment", "other").exits(0)
          #expect(none.output.isEmpty)
        }
      }
    }

    @Test(arguments: ["list", "cancel", "requeue"])
    func anInstanceWithoutAJobIsNotFound(_ verb: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      let ended = try await sandbox.geuse(verb, "1", Self.stranger).exits(2).speaksAsGeuse()
      #expect(ended.error.contains("there is no job for instance \(Self.stranger)"))
      #expect(try await sandbox.jobs("list").map(\.state) == ["ready"])
    }

    @Test(arguments: ["tag", "terminate", "wait"])
    func anInstanceWithoutAJobCanBeActedOn(_ verb: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      // Nothing tells whether it meets a filter.
      let narrowed = try await sandbox.geuse(words(verb, Self.stranger, "--deployment", "web")).exits(2)
      #expect(narrowed.error.contains("there is no job for instance \(Self.stranger)"))
      #expect(try await sandbox.geuse(words(verb, Self.stranger, Self.stranger)).exits(0).ids == [2])
      #expect(try await sandbox.geuse("list", Self.stranger, "-q").exits(0).ids == [2], "known from now on")
    }

    @Test func aFilterThatNothingMeetsRequeuesNothing() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      #expect(try await sandbox.jobs("requeue", "--state", "failed", "--dry-run").isEmpty)
      #expect(try await sandbox.geuse("requeue", "--state", "failed", "--follow").exits(0).output.isEmpty)
    }
  }
}
