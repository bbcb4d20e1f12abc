import Foundation
import Testing

extension EndToEnd {
  /// A launch with several zones and markets, as its user sees it.
  @Suite struct LadderTests {
    private static let zones = ["--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b"]

    @Test func firstZoneShortIsOneRefusedCallThenTheSecond() async throws {
      try await SimulatorProcess.during { simulator in
        try await simulator.close(zone: "us-east-1a")
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse(["launch"] + Self.zones + ["--follow"]).exits(0)
        let job = try await sandbox.jobs("status", "1")[0]
        #expect(job.attempts.map(\.outcome) == ["retrying", "succeeded"] && job.failures == 0)
        #expect(job.result?.availabilityZone == "us-east-1b")
        #expect(try await simulator.state().counts.byAction["RunInstances"] == 2)
        let closed = try await sandbox.geuse("offerings").exits(0)
        #expect(closed.output.contains("on-demand t3.medium us-east-1a") && !closed.output.contains("us-east-1b "))
        let status = try await sandbox.geuse("status").exits(0)
        #expect(status.output.contains("on-demand t3.medium us-east-1a"))
      }
    }

    @Test func allShortListsEveryRungAndARequeueElsewhereSucceedsAtOnce() async throws {
      try await SimulatorProcess.during { simulator in
        for zone in ["us-east-1a", "us-east-1b"] { try await simulator.close(zone: zone, market: "spot") }
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse(["launch", "--market", "spot"] + Self.zones).exits(0)
        _ = try await sandbox.geuse("worker") { worker in
          // The second rung's refusal leaves nothing to try.
          _ = await worker.error.line(containing: "us-east-1b: InsufficientInstanceCapacity")
          worker.stop()
        }
        let job = try await sandbox.jobs("status", "1")[0]
        #expect(job.state == "retrying" && job.failures == 0)
        let message = job.error?.message ?? ""
        for zone in ["a", "b"] {
          #expect(message.contains("spot t3.medium us-east-1\(zone): InsufficientInstanceCapacity"), "\(message)")
        }
        #expect(message.contains("closed until") && message.contains("next try at"))
        #expect(job.error?.hint?.contains("geuse requeue 1 --market on-demand") == true)
        #expect(try await simulator.state().counts.byAction["RunInstances"] == 2)

        try await sandbox.geuse("requeue", "1", "--market", "on-demand", "--follow").exits(0)
        let requeued = try await sandbox.jobs("status", "1")[0]
        #expect(requeued.state == "succeeded")
        #expect(try await simulator.state().instances.map(\.market) == ["on-demand"])
        #expect(try await simulator.state().counts.byAction["RunInstances"] == 3)
      }
    }

    @Test func aZoneThatReopensForFiveSecondsIsCaught() async throws {
      try await SimulatorProcess.during { simulator in
        // Refused at once; the rest of 15 s ends inside the window.
        try await simulator.capacity(
          #"{"zone":"us-east-1a","opens_after":"13s","closes_after":"18s"}"#)
        let sandbox = try simulator.sandbox()
        let began = Date()
        try await sandbox.geuse("launch", "--availability-zone", "us-east-1a", "--follow").exits(0)
        #expect((12.9...18.5).contains(Date().timeIntervalSince(began)))
        #expect(try await simulator.state().counts.byAction["RunInstances"] == 2)
      }
    }

    @Test func anOperatorClosesAndOpens() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let close = ["--instance-type", "t3.medium", "--availability-zone", "us-east-1a"]
        try await sandbox.geuse(["offerings", "close"] + close + ["--reason", "moving out"]).exits(0)
        try await sandbox.geuse(["launch"] + Self.zones + ["--follow"]).exits(0)
        #expect(try await sandbox.jobs("status", "1")[0].result?.availabilityZone == "us-east-1b")
        try await sandbox.geuse("offerings", "open", "on-demand t3.medium us-east-1a").exits(0)
        try await sandbox.geuse(["launch"] + Self.zones + ["--follow"]).exits(0)
        #expect(try await sandbox.jobs("status", "2")[0].result?.availabilityZone == "us-east-1a")
        try await sandbox.geuse("offerings", "open", "on-demand t3.medium us-east-1a").exits(1).speaksAsGeuse()
        try await sandbox.geuse("offerings", "close", "--instance-type", "nothing").exits(64).speaksAsGeuse()
      }
    }

    @Test func allZonesAreAskedForWhereTheTypeIsOffered() async throws {
      try await SimulatorProcess.during { simulator in
        for zone in ["a", "b", "c"] { try await simulator.close(zone: "us-east-1\(zone)") }
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--availability-zone", "all", "--follow").exits(0)
        let job = try await sandbox.jobs("status", "1")[0]
        #expect(job.result?.availabilityZone.map { !"abc".contains($0.suffix(1)) } == true)
        #expect(try await simulator.state().counts.byAction["DescribeInstanceTypeOfferings"] == 1)
        try await sandbox.geuse("launch", "--availability-zone", "all", "--instance-type", "zz9.large", "--follow")
          .exits(1)
        #expect(try await sandbox.jobs("status", "2")[0].error?.message.contains("zz9.large") == true)
      }
    }
  }
}
