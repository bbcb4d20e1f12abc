import EC2Simulator
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing
import Worker

@Suite("Never a launch twice")
struct NeverTwiceTests {
  @Test(arguments: [Fault.Kind.dropBefore, .dropAfter])
  func aLostAnswerIsReplayedUnderTheSameToken(kind: Fault.Kind) async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: kind))
      let launch = try await bench.launch()
      try await bench.work()
      #expect(try await bench.job(launch).state == .succeeded)
      let tokens = Set(bench.simulator.calls.filter { $0.action == "RunInstances" }.map(\.clientToken))
      #expect(tokens.count == 1)
      #expect(bench.calls("RunInstances") == 2)
      #expect(bench.simulator.snapshot().instances.count == 1)
    }
  }

  @Test func aRequestThatStaysSilentIsHeldAndSettledLater() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .dropAfter, count: 2))
      let launch = try await bench.launch()
      try await bench.work(WorkerSettings(until: nil), untilJob: launch) { $0.error != nil && $0.state == .ready }
      let held = try await bench.job(launch)
      #expect(held.hasOpenRequest)
      #expect(held.failures == 0)
      bench.clocks.advance(.seconds(60))
      try await bench.work()
      #expect(try await bench.job(launch).state == .succeeded)
      #expect(bench.simulator.snapshot().instances.count == 1)
    }
  }

  @Test func aRefusedReplayDoesNotMoveOnInsideTheWindow() async throws {
    try await WorkerBench.withBench { bench in
      // The first send is lost before it takes effect; meanwhile the image it names is nobody's.
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .dropBefore))
      let launch = try await bench.launch(LaunchSpec(keyName: "nobodys-key"))
      try await bench.work(WorkerSettings(until: nil), untilJob: launch) { $0.error?.code == "InvalidKeyPair.NotFound" }
      var job = try await bench.job(launch)
      #expect(job.state == .ready)
      #expect(job.hasOpenRequest)
      let sends = bench.calls("RunInstances")
      #expect(sends == 2)
      bench.clocks.advance(.seconds(14 * 60))
      let due = try await bench.store.claim(Claim(holder: "nobody", limit: 10, lease: .seconds(30)))
      #expect(due.isEmpty)
      #expect(bench.calls("RunInstances") == sends)
      // The signature has expired: a first look, and a second one five minutes later.
      bench.clocks.advance(.seconds(2 * 60))
      let looked = bench.clocks.now()
      try await bench.work(WorkerSettings(until: nil), untilJob: launch) {
        $0.state == .ready && $0.runAt >= looked + .seconds(5 * 60)
      }
      #expect(try await bench.job(launch).hasOpenRequest)
      #expect(try await bench.store.claim(Claim(holder: "nobody", limit: 10, lease: .seconds(30))).isEmpty)
      bench.clocks.advance(.seconds(5 * 60))
      try await bench.work()
      job = try await bench.job(launch)
      #expect(job.state == .failed)
      #expect(job.error?.code == "InvalidKeyPair.NotFound")
      #expect(!job.hasOpenRequest)
      #expect(bench.calls("RunInstances") == sends)
    }
  }

  @Test func cancellingWhileAnAnswerIsMissingTerminatesWhatWasLaunched() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .dropAfter, count: 2))
      let launch = try await bench.launch()
      try await bench.work(WorkerSettings(until: nil), untilJob: launch) { $0.error != nil && $0.state == .ready }
      let cancelled = try await bench.store.cancel([launch], keepInstance: false, by: Operator("somebody@test"))
      #expect(cancelled.map(\.effect) == [.requested])
      bench.clocks.advance(.seconds(60))
      try await bench.work()
      #expect(try await bench.job(launch).state == .cancelled)
      #expect(bench.simulator.snapshot().instances.map(\.state) == ["terminated"])
      #expect(bench.calls("RunInstances") == 2)
    }
  }

  @Test func eightWorkersLaunchEachJobOnce() async throws {
    try await WorkerBench.withBench { bench in
      _ = try await bench.store.enqueue(
        (0..<40).map { NewJob(spec: .launch(LaunchSpec()), region: "us-east-1", deployment: "\($0)") })
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 { group.addTask { try await bench.work(WorkerSettings(concurrency: 2, until: .idle)) } }
        try await group.waitForAll()
      }
      #expect(bench.simulator.snapshot().instances.count == 40)
      #expect(bench.simulator.snapshot().doubles.isEmpty)
      #expect(bench.calls("RunInstances") == 40)
    }
  }

  @Test func likeLaunchesOfEightWorkersTravelTogether() async throws {
    try await WorkerBench.withBench { bench in
      _ = try await bench.store.enqueue(
        (0..<240).map { NewJob(spec: .launch(LaunchSpec()), region: "us-east-1", deployment: "\($0 % 2)") })
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 { group.addTask { try await bench.work(WorkerSettings(concurrency: 2, until: .idle)) } }
        try await group.waitForAll()
      }
      let instances = bench.simulator.snapshot().instances
      #expect(instances.count == 240 && bench.simulator.snapshot().doubles.isEmpty)
      // 120 of each do not fit in one call of 100; each claim takes two calls' worth.
      #expect(bench.calls("RunInstances") == 4)
    }
  }
}
