import EC2Simulator
import JobModel
import SQLiteStore
import Testing

@testable import Worker

@Suite("Launches that travel together")
struct BatchedLaunchTests {
  private func launches(_ count: Int, _ bench: WorkerBench, retryFor: Duration = .seconds(3_600)) async throws
    -> [JobID]
  {
    let job = NewJob(spec: .launch(LaunchSpec()), region: "us-east-1", retryFor: retryFor)
    return try await bench.store.enqueue(Array(repeating: job, count: count)).map(\.id)
  }

  private func states(_ ids: [JobID], _ bench: WorkerBench) async throws -> [JobState: Int] {
    let jobs = try await bench.store.jobs(Selection(ids: ids), limit: nil, attempts: false)
    return Dictionary(grouping: jobs, by: \.state).mapValues(\.count)
  }

  /// Halving every batch for itself would be some hundred calls.
  @Test func aQuotaSmallerThanTheirNumberIsFoundByOneCallAtATime() async throws {
    let settings: (inout SimulatorConfiguration) -> Void = {
      $0.throttling = true
      $0.quotas = [Quota(vcpus: 74, isShared: false)]
    }
    try await WorkerBench.withBench(change: settings) { bench in
      let ids = try await launches(600, bench)
      let start = bench.clocks.now()
      try await bench.carryOutAll([bench.leaping(.aws), bench.leaping(.aws)], isBatched: true)
      #expect(bench.simulator.snapshot().instances.count == 37)
      #expect(try await states(ids, bench) == [.succeeded: 37, .failed: 563])
      let failed = try await bench.store.jobs(Selection(ids: ids, states: [.failed]), limit: nil, attempts: false)
      #expect(Set(failed.compactMap(\.error?.code)) == ["VcpuLimitExceeded"])
      // A minute lies between the two refusals that end them all; with one a minute it would take nine hours.
      #expect(bench.clocks.now() - start < .seconds(180))
      let counts = bench.simulator.calls.filter { $0.action == "RunInstances" }.map { $0.maxCount ?? 0 }
      #expect(counts.count <= 20, "\(counts)")
      #expect(bench.simulator.calls.filter { $0.code == "RequestLimitExceeded" }.isEmpty)
    }
  }

  @Test func whatIsRefusedForItsNumberIsAskedForInHalves() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .refuse, count: 2, code: "ResourceCountExceeded"))
      let ids = try await launches(40, bench)
      try await bench.carryOutAll([bench.leaping(.none)], isBatched: true)
      let counts = bench.simulator.calls.filter { $0.action == "RunInstances" }.map { $0.maxCount ?? 0 }
      #expect(counts == [40, 20, 10, 10, 10, 10])
      #expect(try await states(ids, bench) == [.succeeded: 40])
      for id in ids { #expect(try await bench.job(id).failures == 0) }
      // What fits says nothing of what did not; a minute later it may.
      #expect(try await bench.store.closings(region: nil).map(\.batchLimit) == [10])
      bench.clocks.advance(.seconds(60))
      _ = try await launches(20, bench)
      try await bench.carryOutAll([bench.leaping(.none)], isBatched: true)
      #expect(try await bench.store.closings(region: nil).isEmpty)
      #expect(bench.calls("RunInstances") == 8)
    }
  }

  @Test func whoIsCancelledWhileNothingMayHaveBeenLaunchedDoesNotTravelOn() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .throttle, count: 2))
      let ids = try await launches(5, bench)
      try await bench.carryOutWhatIsDue([bench.leaping(.none)], isBatched: true)
      #expect(try await bench.store.launchRequest(1)?.state == .open)
      _ = try await bench.store.cancel([ids[1]], keepInstance: false, by: Operator("a@b"))
      try await bench.carryOutAll([bench.leaping(.none)], isBatched: true)
      #expect(try await states(ids, bench) == [.succeeded: 4, .cancelled: 1])
      #expect(bench.simulator.snapshot().instances.count == 4)
      #expect(try await bench.store.launchRequest(1)?.state == .refused)
    }
  }

  @Test func whoseTimeIsOverDoesNotTravelOn() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .throttle, count: 2))
      let hasty = try await launches(2, bench, retryFor: .seconds(10))
      let patient = try await launches(3, bench)
      try await bench.carryOutWhatIsDue([bench.leaping(.none)], isBatched: true)
      bench.clocks.advance(.seconds(11))
      try await bench.carryOutAll([bench.leaping(.none)], isBatched: true)
      #expect(try await states(hasty, bench) == [.failed: 2])
      #expect(try await states(patient, bench) == [.succeeded: 3])
      #expect(bench.simulator.snapshot().instances.count == 3)
    }
  }

  /// A launch that may have taken effect is never abandoned, for whomever it was.
  @Test func whatMayHaveBeenLaunchedIsSettledForAll() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .dropAfter, count: 2))
      let ids = try await launches(3, bench)
      try await bench.carryOutWhatIsDue([bench.leaping(.none)], isBatched: true)
      #expect(try await bench.store.launchRequest(1)?.state == .open)
      _ = try await bench.store.cancel([ids[0]], keepInstance: false, by: Operator("a@b"))
      try await bench.carryOutAll([bench.leaping(.none)], isBatched: true)
      #expect(try await bench.store.launchRequest(1)?.state == .settled)
      #expect(try await bench.store.launchRequest(2) == nil)
      #expect(bench.simulator.snapshot().instances.count == 3)
    }
  }

  @Test func aTryThatDidNotTakePlaceIsAnothersAtOnce() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .refuse, code: "InsufficientInstanceCapacity"))
      let first = try await launches(1, bench)
      try await bench.carryOutWhatIsDue([bench.leaping(.none)])
      let closing = try #require(await bench.store.closings(region: nil).first)
      bench.clocks.advance(.seconds(16))
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .throttle, count: 2))
      try await bench.carryOutWhatIsDue([bench.leaping(.none)])
      let tried = try #require(await bench.store.closings(region: nil).first)
      #expect(tried.key == closing.key && tried.prober == nil)
      try await bench.carryOutAll([bench.leaping(.none)])
      #expect(try await states(first, bench) == [.succeeded: 1])
      #expect(try await bench.store.closings(region: nil).isEmpty)
    }
  }
}
