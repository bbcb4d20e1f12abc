import EC2Simulator
import Foundation
import JobModel
import SQLiteStore
import Synchronization
import Testing

@testable import Worker

@Suite("What a round asks EC2")
struct InstanceLooksTests {
  private static let region = "us-east-1"

  @Test("every call is made under the lease, those that look for one bad id too")
  func everyCallIsUnderTheLease() async throws {
    try await WorkerBench.withBench { bench in
      // It is over as soon as it was taken.
      var context = bench.context(WorkerSettings(lease: .zero))
      context.store.leases = LeaseForCalls(5)
      var fault = Fault(
        action: "DescribeInstanceStatus", kind: .refuse, count: .max, code: "InvalidInstanceID.NotFound")
      fault.message = "One of them does not exist"
      bench.simulator.addFault(fault)
      let ids = (1...8).map { "i-0000000000000000\($0)" }
      let jobs = ids.enumerated().map { index, id in
        PollingJob(
          id: JobID(index + 1), token: 1, spec: WaitSpec(instanceID: id), instanceID: id, region: Self.region,
          startedAt: bench.clocks.now(), runningSince: nil)
      }
      let looks = InstanceLooks(
        try bench.regions.client(for: Self.region), lease: RegionLease(context, region: Self.region),
        logger: context.logger)
      try await looks.look(at: jobs, now: bench.clocks.now())
      // Eight, four, two, one, and the other one: it takes ten more to know all.
      #expect(bench.calls("DescribeInstanceStatus") == 5)
      guard case .leaseLost = looks.ending else {
        Issue.record("\(String(describing: looks.ending))")
        return
      }
      #expect(looks.views.keys.sorted() == ["i-00000000000000001", "i-00000000000000002"])
      #expect(looks.failures.isEmpty, "of the others nothing is known")
    }
  }

  @Test("an instance that one list shows and the other does not yet is no unknown one")
  func oneListLags() async throws {
    let timing = InstanceTiming(boot: .seconds(200), checks: .seconds(10), shutdown: .zero)
    try await WorkerBench.withBench(timing: timing) { bench in
      let context = bench.context(WorkerSettings())
      let waits = try await bench.claim(behind: bench.fleet(2)) { _ in .wait(WaitSpec()) }
      try await bench.park(waits, context)
      var fault = Fault(action: "DescribeInstances", kind: .answer)
      fault.body = """
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>1</requestId><reservationSet/></DescribeInstancesResponse>
        """
      bench.simulator.addFault(fault)
      try await bench.poll(context)
      for wait in waits { #expect(try await bench.job(wait.id).state == .succeeded) }
      let looks = bench.simulator.calls.filter { $0.action == "DescribeInstances" }
      try #require(looks.count == 2)
      let apart = looks[1].at.timeIntervalSince(looks[0].at)
      #expect(apart < 10, "the next look is soon: \(apart) s")
    }
  }
}

/// A lease that is had so often, then is another's.
private final class LeaseForCalls: NamedLeases {
  private let left: Mutex<Int>

  init(_ times: Int) { left = Mutex(times) }

  func acquire(_ name: String, holder: String, lease: Duration) async throws -> Bool {
    left.withLock { left in
      left -= 1
      return left >= 0
    }
  }

  func isFree(_ name: String) async throws -> Bool { true }
  func yield(_ name: String, holder: String) async throws {}
}
