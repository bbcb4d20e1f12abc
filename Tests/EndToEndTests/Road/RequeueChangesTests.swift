import Foundation
import Subprocess
import Testing

extension EndToEnd {
  /// A requeue that changes what is launched.
  @Suite struct RequeueChangesTests {
    @Test func fortyOfAHundredRunOnAnotherTypeAndMarketByOneCommand() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await simulator.close(zone: "us-east-1a")
        let short = ["launch", "--count", "40", "--availability-zone", "us-east-1a", "--market", "spot"]
        // Their time is over before their next try.
        let key = ["--max-price", "0.05", "--retry-for", "10s", "--unique-key", "k"]
        try await sandbox.geuse(short + key).exits(0)
        try await sandbox.geuse("launch", "--count", "60", "--key-name", "nobody").exits(0)
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("list").states == ["failed": 100])
        let change = [
          "requeue", "--error", "InsufficientInstanceCapacity", "--instance-type", "m5.large", "--market", "on-demand",
          "--availability-zone", "us-east-1b", "--retry-for", "6h",
        ]
        let dry = try await sandbox.geuse(change + ["--dry-run"]).exits(0)
        let preview = [
          "job 40 would run with:", "  availability_zones: us-east-1a -> us-east-1b",
          "  instance_types: t3.medium -> m5.large", "  markets: spot -> on-demand", "  max_price: 0.05 -> none",
          "  retry_for: 6h from its next try",
        ]
        #expect(dry.output.contains(preview.joined(separator: "\n")), "\(dry)")
        #expect(try await sandbox.jobs("list").states == ["failed": 100], "nothing was changed")

        #expect(try await sandbox.geuse(change).exits(0).ids == Array(1...40))
        try await sandbox.geuse("worker", "--until-drained").exits(0)
        #expect(try await sandbox.jobs("list").states == ["failed": 60, "succeeded": 40])
        let instances = try await simulator.state().instances
        #expect(instances.count == 40)
        #expect(Set(instances.map(\.availabilityZone)) == ["us-east-1b"])
        #expect(Set(instances.map(\.market)) == ["on-demand"])
        #expect(try await sandbox.jobs("status", "1")[0].attempts.map(\.outcome).suffix(2) == ["failed", "succeeded"])
        // The key still names what was asked for under it.
        let again = try await sandbox.geuse(short + key)
        #expect(again.exits(0).ids == Array(1...40))
      }
    }

    @Test func whatCannotBeLaunchedIsRefusedBeforeAnythingIsWritten() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--then-wait").exits(0)
      try await sandbox.geuse("cancel", "1").exits(0)
      for (flags, message) in [
        (["--instance-type", "Large"], "--instance-type 'Large' is not valid"),
        (["--max-price", "0.1"], "job 1: --max-price '0.1' is not valid: only together with the market 'spot'"),
        (["--subnet-id", "subnet-0aaaaaaa", "--availability-zone", "all"], "subnets or availability zones, not both"),
        (["--ladder-order", "zone"], "--ladder-order 'zone' is not valid: market, type and zone, each once"),
      ] {
        let ended = try await sandbox.geuse(["requeue", "1"] + flags).exits(64).speaksAsGeuse()
        #expect(ended.error.contains(message), "\(ended)")
      }
      #expect(try await sandbox.jobs("status", "1").map(\.state) == ["cancelled"])
      let wait = try await sandbox.geuse("requeue", "2", "--priority", "1").exits(1).speaksAsGeuse()
      #expect(wait.error.contains("job 2 was not changed: is a wait job: only a launch can be changed"), "\(wait)")
    }

    #if DEBUG
      @Test func anOpenRequestIsSettledBeforeItsJobIsChanged() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try await leftInDoubt(simulator, "--instance-type", "zz9.large", "--architecture", "x86_64")
          // What was refused is refused again, and looked for until the first copy can no longer take effect.
          let worker = try await sandbox.geuse(
            "worker", "--lease", "2s", "--ambiguity-window", "6s", "--until-drained", "--log-level", "debug"
          ) { worker in
            _ = await worker.error.line(containing: "launch request stays open")
            let ended = try await sandbox.geuse(
              "requeue", "1", "--instance-type", "t3.medium", "--availability-zone", "us-east-1b"
            ).exits(0)
            #expect(ended.error.contains("job 1: the open request is settled first; the changes apply if"), "\(ended)")
            let shown = try await sandbox.geuse("status", "1").exits(0)
            #expect(
              shown.output.contains("a requeue's changes wait for that, and apply if"), "\(shown)")
          }
          worker.finished.exits(0)
          let job = try #require(try await sandbox.jobs("status", "1").first)
          #expect(job.state == "succeeded" && job.result?.availabilityZone == "us-east-1b")
          #expect(try await simulator.state().instances.map(\.availabilityZone) == ["us-east-1b"])
        }
      }

      @Test func aLaunchThatHadTakenEffectSucceedsAsItWas() async throws {
        try await SimulatorProcess.during { simulator in
          let sandbox = try await leftInDoubt(simulator, "--availability-zone", "us-east-1a")
          try await simulator.addFault("drop_before", action: "RunInstances", count: 2)
          let ended = try await sandbox.geuse("worker", "--lease", "2s", "--log-level", "debug") { worker in
            _ = await worker.error.line(containing: "launch request stays open")
            worker.stop()
          }
          ended.finished.exits(0)
          let requeued = try await sandbox.geuse("requeue", "1", "--availability-zone", "us-east-1b", "--follow")
          requeued.exits(0).speaksAsGeuse()
          #expect(requeued.error.contains("job 1: the open request is settled first"), "\(requeued)")
          let job = try #require(try await sandbox.jobs("status", "1").first)
          let instance = try #require(job.result?.instanceId)
          #expect(
            requeued.error.contains("job 1 had launched \(instance) before: it succeeded as it was"), "\(requeued)")
          #expect(job.result?.availabilityZone == "us-east-1a")
          #expect(try await simulator.state().instances.map(\.instanceId) == [instance])
        }
      }

      /// A sandbox whose job 1 was sent and answered before its worker died.
      private func leftInDoubt(_ simulator: SimulatorProcess, _ place: String...) async throws -> Sandbox {
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse(["launch"] + place).exits(0)
        let died = try await sandbox.geuse("worker", "--lease", "2s", variables: ["GEUSE_CRASH_AT": "launch.answered"])
        #expect(died.status == .signaled(9), "\(died)")
        return sandbox
      }
    #endif
  }
}
