import Testing

extension EndToEnd {
  @Suite struct InstancesTests {
    private struct Known: Decodable {
      let instanceId: String
      let market: String
      let state: String
      let job: Int
      let deployment: String?
      let availabilityZone: String?
      let publicIp: String?
      let goneAt: String?
    }

    @Test func areKnownUntilTheyAreGoneAndCanBePipedOn() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("instances").exits(1)
        try await sandbox.geuse("launch", "--deployment", "web", "--market", "spot", "--then-wait", "--follow").exits(0)
        try await sandbox.geuse("launch", "--tag", "Team=ops", "--follow").exits(0)
        let known: [Known] = try await sandbox.geuse("instances", "--output", "json").exits(0).json()
        #expect(known.map(\.job) == [3, 1] && known.map(\.market) == ["on-demand", "spot"])
        #expect(known.map(\.deployment) == [nil, "web"])
        #expect(known.map(\.state) == ["running", "running"])
        #expect(known.allSatisfy { $0.availabilityZone != nil && $0.goneAt == nil } && known[1].publicIp != nil)
        let (second, first) = (known[0].instanceId, known[1].instanceId)

        for (arguments, ids) in [
          (["1"], [first]), (["2"], [first]), ([second], [second]), (["2", second], [second, first]),
          (["--deployment", "web"], [first]), (["--tag", "Team=ops"], [second]), (["--limit", "1"], [second]),
          (["--since", "1h"], [second, first]), (["1", "--tag", "Team=ops"], []),
        ] {
          let listed = try await sandbox.geuse(["instances", "-q"] + arguments).exits(0)
          #expect(listed.lines == ids, "\(listed)")
        }

        let live = try await sandbox.geuse("instances", "--live", "-q", "--deployment", "web").exits(0)
        try await sandbox.geuse("terminate", "-", "--follow", input: live.output).exits(0)
        #expect(try await sandbox.geuse("instances", "--live", "-q").exits(0).lines == [second])
        let gone: [Known] = try await sandbox.geuse("instances", first, "--output", "json").exits(0).json()
        #expect(gone[0].state == "terminated" && gone[0].goneAt != nil)
        let table = try await sandbox.geuse("instances", "1").exits(0)
        #expect(table.lines[0].hasPrefix("INSTANCE") && table.lines[1].contains("gone "))
        // The list of jobs says it too.
        let list = try await sandbox.geuse("list", "1", "3").exits(0)
        #expect(list.lines.filter { $0.contains("instance gone") }.map { $0.prefix(1) } == ["1"], "\(list)")
        #expect(try await sandbox.jobs("status", "1", "3").map(\.result?.state) == ["terminated", "running"])
      }
    }

    @Test func whatIsNotOnRecordIsNotFound() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      #expect(try await sandbox.geuse("instances", "-q", "1").exits(0).output.isEmpty)
      let stranger = try await sandbox.geuse("instances", "i-0123456789abcdef0").exits(2).speaksAsGeuse()
      #expect(stranger.error.contains("instance i-0123456789abcdef0 is not on record here"))
      try await sandbox.geuse("instances", "7").exits(2)
      try await sandbox.geuse("instances", "--limit", "0").exits(64)
    }
  }
}
