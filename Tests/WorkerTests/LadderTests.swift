import EC2
import EC2Simulator
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing
import Worker

@Suite("Along the ladder")
struct LadderTests {
  private static let zones = ["us-east-1a", "us-east-1b"]

  @Test func firstZoneShortIsOneRefusedCallThenTheSecond() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addCapacity(.closed(zone: "us-east-1a"))
      let launch = try await bench.launch(LaunchSpec(availabilityZones: Self.zones))
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.state == .succeeded && job.failures == 0)
      #expect(job.attempts.map { $0.rung?.availabilityZone } == ["us-east-1a", "us-east-1b"])
      #expect(job.attempts.map(\.outcome) == [.retrying, .succeeded])
      #expect(bench.calls("RunInstances") == 2)
      // The second launch knows already.
      let next = try await bench.launch(LaunchSpec(availabilityZones: Self.zones))
      try await bench.work()
      #expect(try await bench.job(next).attempts.map { $0.rung?.availabilityZone } == ["us-east-1b"])
      #expect(bench.calls("RunInstances") == 3)
    }
  }

  @Test func allShortIsRetryingWithEveryRung() async throws {
    try await WorkerBench.withBench { bench in
      for zone in Self.zones { bench.simulator.addCapacity(.closed(zone: zone)) }
      let spec = LaunchSpec(availabilityZones: Self.zones)
      let launch = try await bench.launch(spec)
      try await bench.work(WorkerSettings(until: nil), untilJob: launch) { $0.error?.message.contains("1b") == true }
      let job = try await bench.job(launch)
      #expect(job.shownState(at: bench.clocks.now()) == .retrying && job.failures == 0)
      for zone in Self.zones { #expect(job.error?.message.contains("\(zone): InsufficientInstanceCapacity") == true) }
      #expect(job.error?.hint?.contains("geuse requeue \(launch) --availability-zone all") == true)
      #expect(bench.calls("RunInstances") == 2)
      // More of the same cost no call and no attempt.
      let others = [try await bench.launch(spec), try await bench.launch(spec)]
      try await bench.work(WorkerSettings(until: nil), untilJob: others[1]) { $0.error != nil }
      #expect(try await bench.job(others[1]).attempts.isEmpty)
      #expect(bench.calls("RunInstances") == 2)
      // One zone has room again: one launch tries it, and its luck is everybody's.
      bench.simulator.removeCapacity(sameScopeAs: .closed(zone: "us-east-1b"))
      bench.clocks.advance(.seconds(16))
      try await bench.work()
      for id in [launch] + others { #expect(try await bench.job(id).state == .succeeded) }
      #expect(try await bench.store.closings(region: nil).map(\.key.name) == ["on-demand t3.medium us-east-1a"])
    }
  }

  @Test func spotFallsBackToOnDemand() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addCapacity(.closed(market: .spot))
      let launch = try await bench.launch(LaunchSpec(markets: [.spot, .onDemand]))
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.attempts.map { $0.rung?.market } == [.spot, .onDemand])
      guard case .resource(let resource) = job.result else { throw StoreError.noSuchJob(launch) }
      #expect(!resource.isSpot)
    }
  }

  @Test func subnetsAreTriedInTheirZones() async throws {
    try await WorkerBench.withBench { bench in
      let client = try bench.regions.client(for: "us-east-1")
      let subnets = try await client.describeSubnets(ids: [], filters: []).sorted {
        $0.availabilityZone < $1.availabilityZone
      }
      bench.simulator.addCapacity(.closed(zone: subnets[0].availabilityZone))
      let launch = try await bench.launch(LaunchSpec(subnetIDs: subnets.prefix(2).map(\.subnetID)))
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.attempts.map { $0.rung?.availabilityZone } == subnets.prefix(2).map(\.availabilityZone))
      #expect(job.attempts.map { $0.rung?.subnetID } == subnets.prefix(2).map(\.subnetID))
      // Asked once, by whoever came first.
      _ = try await bench.launch(LaunchSpec(subnetIDs: [subnets[1].subnetID]))
      try await bench.work()
      #expect(bench.calls("DescribeSubnets") == 2)
    }
  }

  @Test func whatRestsAWorkerLeavesItsJobsAlone() async throws {
    try await WorkerBench.withBench { bench in
      let launch = try await bench.launch()
      let context = bench.context(
        WorkerSettings(until: .idle, idleDelay: .milliseconds(1)), regions: bench.regions.wrongKeys)
      await #expect(throws: WorkerBlocked.self) { try await WorkerService(context).run() }
      let job = try await bench.job(launch)
      #expect(job.state == .ready && job.failures == 0 && job.error == nil)
      try await bench.work()
      #expect(try await bench.job(launch).state == .succeeded)
    }
  }
}
