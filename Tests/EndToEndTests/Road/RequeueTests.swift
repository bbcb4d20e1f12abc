import Foundation
import Testing

extension EndToEnd {
  @Suite struct RequeueTests {
    @Test func aFailedLaunchRunsAgainWithItsHistory() async throws {
      try await SimulatorProcess.during { simulator in
        try await simulator.close(zone: "us-east-1a")
        let sandbox = try simulator.sandbox()
        // Its time is over before the next try.
        let short = try await sandbox.geuse(
          "launch", "--availability-zone", "us-east-1a", "--retry-for", "5s", "--then-wait", "--follow")
        short.exits(1).speaksAsGeuse()
        let ended = try await sandbox.jobs("status", "1", "2")
        #expect(ended.map(\.state) == ["failed", "failed"])
        #expect(ended.map(\.error?.code) == ["InsufficientInstanceCapacity", "DependencyFailed"])

        try await simulator.openEverything()
        let dry = try await sandbox.geuse("requeue", "--state", "failed", "--dry-run", "--output", "json").exits(0)
        #expect(try dry.json([Job].self).map(\.id) == [2, 1])
        #expect(try await sandbox.jobs("status", "1", "2").map(\.state) == ["failed", "failed"])
        let failed = try await sandbox.geuse("list", "--class", "capacity", "-q").exits(0)
        let again = try await sandbox.geuse("requeue", "-", "--follow", input: failed.output).exits(0)
        #expect(again.ids == [1])
        let jobs = try await sandbox.jobs("status", "1", "2")
        #expect(jobs.map(\.state) == ["succeeded", "succeeded"])
        #expect(jobs[0].attempts.map(\.outcome) == ["retrying", "failed", "succeeded"])
        #expect(try await simulator.state().instances.count == 1)
      }
    }

    @Test func aLaunchWhoseInstanceLivesIsNotLaunchedAgain() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--follow").exits(0)
        let refused = try await sandbox.geuse("requeue", "1").exits(1).speaksAsGeuse()
        #expect(refused.error.contains("job 1 was not changed"))
        try await sandbox.geuse("terminate", "1", "--follow").exits(0)
        // Known to be gone: a new instance for the same job.
        try await sandbox.geuse("requeue", "1", "--follow").exits(0)
        let state = try await simulator.state()
        #expect(state.instances.count == 2)
        #expect(state.live.count == 1)
        #expect(try await sandbox.jobs("status", "1").instanceIDs == state.live.map(\.instanceId))
      }
    }

    @Test func aDryLaunchShowsItsLadder() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let shown = try await sandbox.geuse(
        "launch", "--dry-run", "--market", "spot", "--market", "on-demand", "--instance-type", "m5.large",
        "--instance-type", "m5a.large", "--availability-zone", "all", "--ladder-order", "type,market,zone",
        "--image-id",
        "resolve:ssm:/golden/web", "--after", "7", "--run-at", "2999-01-01T00:00:00Z"
      ).exits(0)
      #expect(
        shown.lines == [
          "would enqueue 1 job in us-east-1, queue default, after job 7, not before 2999-01-01T00:00:00.000Z",
          "rung 1: spot m5.large every zone that offers it, resolve:ssm:/golden/web",
          "rung 2: on-demand m5.large every zone that offers it, resolve:ssm:/golden/web",
          "rung 3: spot m5a.large every zone that offers it, resolve:ssm:/golden/web",
          "rung 4: on-demand m5a.large every zone that offers it, resolve:ssm:/golden/web",
          "root volume: 20 GiB gp3", "tried for 6h from its first try, 5 failures that count",
        ])
      #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    }

    @Test func aLaunchMayComeAfterAJobOrATime() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--run-at", "2999-01-01T00:00:00Z", "--then-wait", "--terminate-on-failure")
        .exits(0)
      try await sandbox.geuse("launch", "--after", "2", "--run-at", "1999-01-01T00:00:00Z").exits(0)
      try await sandbox.geuse("launch", "--run-at", "+1h").exits(0)
      try await sandbox.geuse("launch", "--run-at", "+0s").exits(0)
      let shown = try await sandbox.geuse("status", "1", "2", "3", "4", "5", "--output", "json").exits(0)
      let jobs = try JSON.objects(shown.output)
      #expect(jobs.map { $0["state"] as? String } == ["scheduled", "blocked", "blocked", "scheduled", "ready"])
      #expect(jobs[0]["run_at"] as? String == "2999-01-01T00:00:00.000Z")
      #expect(jobs.map { $0["after"] as? Int } == [nil, 1, 2, nil, nil])
      #expect((jobs[1]["spec"] as? [String: Any])?["terminate_on_failure"] as? Bool == true)
    }

    @Test func aDryLaunchWritesAndCallsNothing() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let shown = try await sandbox.geuse("launch", "--count", "3", "--then-wait", "--dry-run").exits(0)
      #expect(shown.output.contains("would enqueue 6 jobs in us-east-1"))
      #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    }
  }
}
