import EC2Simulator
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing

@testable import Worker

@Suite("A poller that asks little")
struct QuietPollerTests {
  private static let boot = InstanceTiming(boot: .seconds(20), checks: .seconds(60), shutdown: .zero)
  private static let settings = WorkerSettings()
  private static let kind = WaitKind(instanceType: "t3.medium", goal: .statusOK)

  @Test("a canary is looked at for many, and its kind is known the next time")
  func canary() async throws {
    try await WorkerBench.withBench(timing: Self.boot) { bench in
      let context = bench.context(Self.settings)
      var calls: [Int] = []
      for _ in 1...2 {
        let before = bench.calls("DescribeInstanceStatus")
        let waits = try await bench.claim(behind: bench.fleet(250)) { _ in .wait(WaitSpec()) }
        try await bench.park(waits, context)
        try await bench.poll(context)
        calls.append(bench.calls("DescribeInstanceStatus") - before)
        for wait in waits { #expect(try await bench.job(wait.id).state == .succeeded) }
      }
      // Fourteen looks in 80 seconds and two calls more at the last of them; then three looks about the end.
      #expect(calls[0] <= 16, "\(calls)")
      #expect(calls[1] <= 6, "\(calls)")
      #expect(bench.calls("DescribeInstances") == 4)
      let fact = try await bench.store.fact(Self.kind.factName, region: "us-east-1", maxAge: .seconds(3_600))
      let known = try #require(ReachTime(fact: fact))
      #expect(known.average >= .seconds(70) && known.average <= .seconds(92), "\(known)")
    }
  }

  @Test("nobody's time-out is overlooked, and a death in the canary has all looked at")
  func timeOuts() async throws {
    try await WorkerBench.withBench(timing: InstanceTiming(boot: .seconds(3_600), checks: .zero, shutdown: .zero)) {
      bench in
      let context = bench.context(Self.settings)
      let launches = try await bench.fleet(130)
      let waits = try await bench.claim(behind: launches) { .wait(WaitSpec(timeout: $0 == 129 ? 12 : 300)) }
      try await bench.park(waits, context)
      let start = bench.clocks.now()
      try await bench.poll(context)
      for wait in waits {
        let job = try await bench.job(wait.id)
        #expect(job.error?.code == "WaitTimeout")
        let waited = try #require(job.finishedAt) - start
        let limit: Duration = wait.id == waits[129].id ? .seconds(12) : .seconds(300)
        #expect(waited >= limit - .seconds(1) && waited <= limit + .seconds(20), "\(wait.id): \(waited)")
      }
    }
  }

  @Test("a throttled look ends its round, and is not made more often for it")
  func throttled() async throws {
    try await WorkerBench.withBench(timing: InstanceTiming(boot: .seconds(3_600), checks: .zero, shutdown: .zero)) {
      bench in
      let context = bench.context(Self.settings)
      let launches = try await bench.fleet(250)
      var instances: [String] = []
      for launch in launches { instances.append(try #require(try await bench.job(launch).result?.instanceID)) }
      // Long after their launch, so that none stands for another.
      bench.clocks.advance(.seconds(60))
      let ids = try await bench.store.enqueue(
        instances.map { NewJob(spec: .wait(WaitSpec(instanceID: $0)), region: "us-east-1") }
      ).map(\.id)
      let waits = try await bench.store.claim(Claim(holder: "test", limit: 250, lease: .seconds(600), only: ids))
      try await bench.park(waits, context)
      bench.simulator.addFault(Fault(action: "DescribeInstanceStatus", kind: .throttle, skip: 1, count: 3))
      var watch = RegionWatch(lease: RegionLease(context, region: "us-east-1"))
      #expect(try await bench.round(context, &watch) == 250)
      #expect(bench.calls("DescribeInstanceStatus") == 2)
      // The hundred that were looked at are on record; nobody is due before its pause is over.
      let jobs = try await bench.store.jobs(Selection(ids: ids), limit: nil, attempts: true)
      #expect(jobs.filter { $0.attempts[0].calls == 1 }.count == 200)
      #expect(jobs.allSatisfy { $0.state == .polling && $0.runAt > bench.clocks.now() })
      for pause in [5, 10] {
        #expect(watch.quietUntil?.hasPassed(at: bench.clocks.clocks.boot()) == false)
        bench.clocks.advance(.seconds(pause))
        #expect(try await bench.round(context, &watch) == 250)
      }
      #expect(watch.throttles == 3)
      #expect(bench.calls("DescribeInstanceStatus") == 4, "one in each round")
      bench.clocks.advance(.seconds(20))
      #expect(try await bench.round(context, &watch) == 250)
      #expect(watch.throttles == 0)
      #expect(bench.calls("DescribeInstanceStatus") == 7)
    }
  }

  @Test("a spot request is asked about where its instance does not say enough")
  func spotRequests() async throws {
    try await WorkerBench.withBench(timing: InstanceTiming(boot: .seconds(100), checks: .zero, shutdown: .zero)) {
      bench in
      let context = bench.context(Self.settings)
      let waits = try await bench.claim(behind: bench.fleet(3, market: .spot)) { _ in .wait(WaitSpec()) }
      try await bench.park(waits, context)
      let start = bench.clocks.now()
      try await bench.poll(context) { bench.clocks.now() - start > .seconds(50) }
      #expect(bench.calls("DescribeSpotInstanceRequests") == 0)
      try await bench.poll(context)
      #expect(bench.calls("DescribeSpotInstanceRequests") >= 1)
    }
  }
}
