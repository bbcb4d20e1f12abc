import Testing

extension EndToEnd {
  @Suite struct SpotTests {
    private struct Request: Decodable {
      let instance: String?
      let type: String
      let tags: [String: String]
    }

    @Test func aSpotLaunchIsOneTimeAndItsRequestIsTagged() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse(
          "launch", "--market", "spot", "--max-price", "0.05", "--name", "cheap", "--tag", "a=b", "--follow"
        ).exits(0)
        try await sandbox.geuse("tag", "1", "--tag", "later=yes", "--follow").exits(0)
        let variables = simulator.variables.merging(["AWS_DEFAULT_REGION": "us-east-1"]) { $1 }
        let requests: [Request] = try await PythonScript.readSpotRequests.run(variables)
        let job = try #require(try await sandbox.jobs("status", "1").first)
        #expect(requests.map(\.instance) == [job.result?.instanceId])
        #expect(requests.map(\.type) == ["one-time"])
        let tags = try #require(requests.first?.tags)
        #expect(tags["Name"] == "cheap")
        #expect(tags["geusemaker:managed"] == "true")
        #expect(tags["a"] == "b")
        #expect(tags["later"] == "yes")
        #expect(try await simulator.state().instances.map(\.market) == ["spot"])
      }
    }

    @Test func aPriceThatIsTooLowWaitsAndSaysSo() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let ended = try await sandbox.geuse(
          "launch", "--market", "spot", "--max-price", "0.0001", "--retry-for", "1s", "--follow"
        ).exits(1)
        #expect(ended.error.contains("SpotMaxPriceTooLow"), "\(ended)")
        #expect(try await sandbox.jobs("status", "1").map(\.error?.class) == ["capacity"])
      }
    }
  }
}
