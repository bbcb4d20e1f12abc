import EC2Simulator
import JobModel
import SQLiteStore
import Testing

@testable import Worker

@Suite("The poller of several regions", .timeLimit(.minutes(2)))
struct PollerTests {
  private static let regions = ["eu-west-1", "us-east-1"]

  private static func poller(_ context: WorkerContext, _ stop: WorkerStop = WorkerStop()) -> Poller {
    Poller(context: context, stop: stop, wake: WakeSignal(), deaths: ClosesOfferings(context: context))
  }

  /// Parks a wait in each, for an instance that is not there.
  private static func park(_ bench: WorkerBench, _ context: WorkerContext) async throws -> [JobID] {
    let spec = JobSpec.wait(WaitSpec(instanceID: "i-00000000000000001"))
    let ids = try await bench.store.enqueue(regions.map { NewJob(spec: spec, region: $0) }).map(\.id)
    try await bench.park(
      try await bench.store.claim(Claim(holder: "test", limit: 2, lease: .seconds(600), only: ids)), context)
    return ids
  }

  private static func leasesAreFree(_ bench: WorkerBench) async throws -> Bool {
    for region in regions {
      guard try await bench.store.isFree(Charge.polling(region: region).leaseName) else { return false }
    }
    return true
  }

  @Test("one that does not answer holds up neither the other nor the poller's end")
  func slowRegion() async throws {
    try await WorkerBench.withBench { bench in
      let context = bench.context(.polling)
      let ids = try await Self.park(bench, context)
      bench.simulator.addFault(Fault(action: "DescribeInstanceStatus", kind: .hang, delay: .seconds(600)))
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await Self.poller(context).run() }
        var seen: [JobRecord] = []
        while seen.isEmpty {
          await Task.yield()
          seen = try await bench.store.jobs(Selection(ids: ids), limit: nil, attempts: true).filter {
            ($0.attempts.first?.calls ?? 0) > 0
          }
        }
        let hanging = try #require(bench.simulator.calls.first { $0.fault == .hang })
        #expect(!seen.map(\.region).contains(hanging.region ?? ""), "it was over when the other was looked at")
        group.cancelAll()
        try await group.waitForAll()
      }
      #expect(try await Self.leasesAreFree(bench))
    }
  }

  @Test func itEndsWhereTheDatabaseIsAnotherAccounts() async throws {
    try await WorkerBench.withBench { bench in
      let context = bench.context(.polling)
      _ = try await Self.park(bench, context)
      try await bench.store.bind(AccountBinding(partition: "aws", account: "111111111111", endpoint: nil))
      let stop = WorkerStop()
      await Self.poller(context, stop).run()
      guard case StoreError.boundElsewhere? = stop.failure else {
        Issue.record("\(String(describing: stop.failure))")
        return
      }
      #expect(bench.calls("DescribeInstanceStatus") == 0)
      #expect(try await Self.leasesAreFree(bench))
    }
  }

  @Test func itLetsGoWhileItsCredentialsDoNotWork() async throws {
    try await WorkerBench.withBench { bench in
      let context = bench.context(.polling, regions: bench.regions.wrongKeys)
      let ids = try await Self.park(bench, context)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await Self.poller(context).run() }
        while context.rest.reason == nil { await Task.yield() }
        while try await !Self.leasesAreFree(bench) { await Task.yield() }
        // Whoever has better ones goes on at once.
        let better = bench.context(.polling)
        group.addTask { await Self.poller(better).run() }
        for id in ids {
          while try await bench.job(id).attempts.first?.calls == 0 { await Task.yield() }
        }
        group.cancelAll()
        try await group.waitForAll()
      }
    }
  }
}
