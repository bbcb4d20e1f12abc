import Testing

extension EndToEnd {
  @Suite struct WaitTests {
    @Test func aTimeoutNamesTheInstanceThatIsLeftAndHowToEndIt() async throws {
      try await SimulatorProcess.during(["--boot", "1h"]) { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--follow").exits(0)
        let ended = try await sandbox.geuse("wait", "1", "--timeout", "1s", "--follow").exits(1).speaksAsGeuse()
        let job = try #require(try await sandbox.jobs("status", "2").first)
        let instance = try #require(try await simulator.state().live.first?.instanceId)
        #expect(job.error?.code == "WaitTimeout")
        #expect(job.error?.message.contains("instance \(instance) is pending") == true)
        #expect(ended.error.contains("geuse terminate \(instance)"), "\(ended)")
      }
    }

    @Test func anInstanceThatNoJobLaunchedCanBeWaitedFor() async throws {
      try await SimulatorProcess.during(["--boot", "1s", "--checks", "1h"]) { simulator in
        let maker = try simulator.sandbox()
        try await maker.geuse("launch", "--follow").exits(0)
        let instance = try #require(try await simulator.state().live.first?.instanceId)
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("wait", instance, "--for", "instance-running", "--follow").exits(0)
        let job = try #require(try await sandbox.jobs("status", "1").first)
        #expect(job.result?.instanceId == instance)
        #expect(job.result?.state == "running")
        // Who watched for the first wait is gone and has left its place to the next.
        let second = try await sandbox.geuse(
          "wait", instance, "--checks-timeout", "1s", "--follow", "--follow-timeout", "15s"
        ).exits(1)
        #expect(second.error.contains("instance \(instance) is running but its checks did not pass"), "\(second)")
      }
    }

    @Test func anInstanceThatDoesNotExistFailsInItsTime() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let ended = try await sandbox.geuse("wait", "i-0123456789abcdef0", "--timeout", "1s", "--follow").exits(1)
        #expect(ended.error.contains("EC2 does not know instance i-0123456789abcdef0 in us-east-1"), "\(ended)")
      }
    }
  }
}
