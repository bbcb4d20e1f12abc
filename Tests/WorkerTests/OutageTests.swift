import EC2
import EC2Simulator
import Foundation
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing

@testable import Worker

/// 200 launches that arrive over a one-hour outage of their only zone, and what each way of retrying spends on it.
@Suite("A zone is short for an hour")
struct OutageTests {
  private static let outage: Duration = .seconds(3_600)
  private static let launches = 200
  private static let spec = LaunchSpec(availabilityZones: ["us-east-1a"])

  /// When each launch arrives: evenly over the outage.
  private static let arrivals = (0..<launches).map { outage / launches * $0 }

  @Test(arguments: [1, 4]) func theFleetTriesOnceAMinuteForAll(workers: Int) async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addCapacity(CapacityPool(zone: "us-east-1a", opensAfter: Self.outage))
      let start = bench.clocks.now()
      let contexts = (0..<workers).map { _ in bench.context() }
      var arriving = Self.arrivals[...]
      var last = Duration.zero
      while true {
        while let next = arriving.first, next <= bench.clocks.now() - start {
          arriving.removeFirst()
          _ = try await bench.launch(Self.spec)
        }
        try await bench.carryOutWhatIsDue(contexts)
        let left = try await bench.store.jobs(
          Selection(states: [.ready, .retrying, .running]), limit: nil, attempts: false)
        if left.isEmpty, arriving.isEmpty { break }
        let now = bench.clocks.now()
        let next = (left.map { $0.runAt - now } + arriving.prefix(1).map { start + $0 - now }).min() ?? .zero
        bench.clocks.advance(max(.milliseconds(10), next))
        last = bench.clocks.now() - start
      }
      let wasted = bench.simulator.calls.count { $0.action == "RunInstances" && $0.code != nil }
      print(
        "outage of 1 h, \(Self.launches) launches, \(workers) workers: \(wasted) RunInstances calls refused, "
          + "all running \(DurationText.rough(last - Self.outage)) after it ended")
      #expect(bench.simulator.snapshot().instances.count == Self.launches)
      // 15 s, 30 s, then one a minute.
      #expect(wasted <= 62 + 8 * workers)
      #expect(last - Self.outage <= .seconds(75))
      let jobs = try await bench.store.jobs(Selection(), limit: nil, attempts: true)
      #expect(jobs.allSatisfy { $0.state == .succeeded && $0.failures == 0 })
    }
  }

  /// The same launches, each trying on its own every three minutes; with `callsATry` 5 as boto3 does in its place.
  /// Those are five times as many calls: a fifth of the launches shows it, all of them with `GEUSE_LONG_TESTS=1`.
  @Test(arguments: [(1, 1, "each job retries every 3 min"), (5, 5, "the same with boto3's five calls in place")])
  func othersTryEachForItself(callsATry: Int, share: Int, name: String) async throws {
    let share = ProcessInfo.processInfo.environment["GEUSE_LONG_TESTS"] == "1" ? 1 : share
    try await WorkerBench.withBench { bench in
      bench.simulator.addCapacity(CapacityPool(zone: "us-east-1a", opensAfter: Self.outage))
      let client = try bench.regions.client(for: "us-east-1")
      let image = try #require(
        await client.describeImages(ids: [], owners: ["amazon"], filters: ImageChoice.filters(.x86)).first)
      let start = bench.clocks.now()
      var due = Self.arrivals.enumerated().filter { $0.offset % share == 0 }.map(\.element)
      let launches = due.count
      while let next = due.min() {
        due.remove(at: due.firstIndex(of: next)!)
        bench.clocks.advance(max(.zero, start + next - bench.clocks.now()))
        var launched = false
        for _ in 0..<callsATry where !launched {
          let context = LaunchContext(
            region: "us-east-1", deployment: nil, queueID: "q", requestUUID: "u", clientToken: UUID().uuidString,
            image: CachedImage(
              imageID: image.imageID, architecture: "x86_64", rootDeviceName: "/dev/xvda", name: nil))
          let query = RunInstancesParameters(spec: Self.spec, rung: Self.spec.firstRung, count: 1, context: context)
          launched = (try? await client.runInstances(client.sign(query.encoded))) != nil
        }
        if !launched { due.append(next + .seconds(180)) }
      }
      let wasted = bench.calls("RunInstances") - launches
      print("outage of 1 h, \(launches) launches, \(name): \(wasted) RunInstances calls refused")
      #expect(bench.simulator.snapshot().instances.count == launches)
      #expect(wasted > 9 * launches * callsATry)
    }
  }
}

extension WorkerBench {
  /// Lets workers claim and carry out, beside each other, until nothing is due.
  func carryOutWhatIsDue(_ contexts: [WorkerContext], isBatched: Bool = false) async throws {
    var isDue = true
    while isDue {
      isDue = try await withThrowingTaskGroup(of: Bool.self) { group in
        for context in contexts {
          group.addTask {
            let settings = context.settings
            let claimed = try await context.store.queue.claim(
              Claim(
                holder: settings.id, limit: settings.concurrency, isBatched: isBatched, lease: settings.lease))
            for unit in WorkUnit.split(claimed) { await Executor(context: context, stop: WorkerStop()).run(unit) }
            return !claimed.isEmpty
          }
        }
        return try await group.reduce(false) { $0 || $1 }
      }
    }
  }
}
