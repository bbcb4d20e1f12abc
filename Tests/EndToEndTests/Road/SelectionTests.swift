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
        #expect(cancel.error.contains("jobs 1, 2 were not changed: each is succeeded"), "\(cancel)")
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

    @Test(arguments: ["list", "cancel", "requeue", "tag", "terminate", "wait", "instances"])
    func whatNothingMeetsIsSaid(_ verb: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      for filter in [
        ["--deployment", "web"], ["--having-tag", "Team=ops"], ["1", "--since", "2999-01-01T00:00:00Z"],
      ] {
        let ended = try await sandbox.geuse([verb] + filter + (verb == "tag" ? ["--tag", "a=b"] : [])).exits(0)
        #expect(ended.error == "geuse: nothing matched: no job here meets these filters\n", "\(ended)")
        #expect(ended.ids.isEmpty)
      }
      #expect(try await sandbox.jobs("list").map(\.state) == ["ready"])
    }

    @Test func tagsTypesAndTimesNarrowEveryVerb() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--tag", "Team=ops", "--instance-type", "m5.large").exits(0)
      try await sandbox.geuse("launch", "--tag", "Team=web", "--instance-type", "m5.large").exits(0)
      try await sandbox.geuse("launch", "--tag", "Team=ops", "--tag", "A=b").exits(0)
      for (filters, ids) in [
        (["--tag", "Team=ops"], [3, 1]), (["--tag", "Team=ops", "--tag", "A=b"], [3]),
        (["--instance-type", "m5.large"], [2, 1]), (["--tag", "Team=ops", "--instance-type", "m5.large"], [1]),
        (["--since", "1h", "--having-instance-type", "t3.medium"], [3]), (["--having-tag", "Team=web"], [2]),
      ] {
        #expect(try await sandbox.geuse(["list", "-q"] + filters).exits(0).ids == ids, "\(filters)")
      }
      let tag = try await sandbox.geuse("tag", "--having-tag", "Team=web", "--tag", "Team=ops").exits(0)
      #expect(try await sandbox.jobs("status", "\(tag.ids[0])").map(\.after) == [2])
      let shown = try await sandbox.geuse("cancel", "--tag", "Team=ops", "--dry-run", "--output", "json").exits(0)
      #expect(try JSON.objects(shown.output).compactMap { $0["id"] as? Int } == [3, 1])
      #expect(try await sandbox.geuse("cancel", "--tag", "Team=ops", "--instance-type", "m5.large").exits(0).ids == [1])
      let again = [
        "requeue", "--having-instance-type", "m5.large", "--state", "cancelled", "--instance-type", "m6i.large",
      ]
      #expect(try await sandbox.geuse(again).exits(0).ids == [1])
      #expect(try await sandbox.geuse("list", "--instance-type", "m6i.large", "-q").exits(0).ids == [1])
    }

    @Test func aWaitsIdMeansItsLaunch() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let launched = try await sandbox.geuse("launch", "--count", "2", "--then-wait").exits(0)
      #expect(launched.lines == ["1 2", "3 4"])
      let tagged = try await sandbox.geuse("tag", "-", "--tag", "a=b", input: launched.output).exits(0)
      #expect(try await sandbox.jobs("status", "5", "6").map(\.after) == [1, 3] && tagged.ids == [5, 6])
      let alone = try await sandbox.geuse("wait", "4").exits(0)
      #expect(try await sandbox.jobs("status", "\(alone.ids[0])").map(\.after) == [3])
      let wrong = try await sandbox.geuse("tag", "5", "--tag", "a=b").exits(64).speaksAsGeuse()
      #expect(wrong.error.contains("job 5 is a tag job: tag takes launch and wait jobs, and instance ids"))
      // Seen before it is done.
      let dry = try await sandbox.geuse("terminate", "2", Self.stranger, "--dry-run").exits(0)
      #expect(dry.lines == ["what job 1 launched  us-east-1", "instance \(Self.stranger)  us-east-1"])
      #expect(try await sandbox.jobs("list", "--kind", "terminate").isEmpty)
      #expect(try await sandbox.jobs("status", "1").map(\.state) == ["ready"])
      let ended = try await sandbox.geuse("terminate", "--kind", "wait", "--state", "blocked").exits(0)
      #expect(try await sandbox.jobs("list", "--kind", "terminate").map(\.after) == [3, 1] && ended.ids.count == 2)
      #expect(try await sandbox.jobs("status", "1", "3").map(\.state) == ["cancelled", "cancelled"])
    }

    @Test func aFilterThatNothingMeetsRequeuesNothing() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      #expect(try await sandbox.jobs("requeue", "--state", "failed", "--dry-run").isEmpty)
      #expect(try await sandbox.geuse("requeue", "--state", "failed", "--follow").exits(0).output.isEmpty)
    }
  }
}
