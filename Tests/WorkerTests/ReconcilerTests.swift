import EC2Simulator
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing
import Worker

@Suite("Instances of this queue that are not on record", .timeLimit(.minutes(1)))
struct ReconcilerTests {
  private static let settings = WorkerSettings(until: .idle, pollInterval: .milliseconds(40))

  /// EC2 acts on a first copy after all is over, which it should not: its instance is found and ended.
  @Test func anInstanceThatCameTooLateIsTerminated() async throws {
    try await WorkerBench.withBench(timeStands: true) { (bench: WorkerBench) async throws in
      // The first send takes effect, its answer is lost; then EC2 refuses the replay and shows nothing of it.
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .dropAfter))
      bench.simulator.addFault(
        Fault(action: "RunInstances", kind: .refuse, count: 1, code: "InvalidKeyPair.NotFound"))
      var blind = Fault(action: "DescribeInstances", kind: .partialView, count: .max)
      blind.shown = 0
      bench.simulator.addFault(blind)
      let launch = try await bench.launch()
      try await bench.work(WorkerSettings(until: nil), untilJob: launch) { $0.error?.code == "InvalidKeyPair.NotFound" }
      for minutes in [16, 6] {
        bench.clocks.advance(.seconds(minutes * 60))
        let turned = bench.clocks.now()
        try await bench.work(WorkerSettings(until: nil), untilJob: launch) {
          $0.state == .failed || $0.runAt > turned + .seconds(60)
        }
      }
      #expect(try await bench.job(launch).state == .failed)
      #expect(bench.simulator.snapshot().instances.map(\.state) == ["running"])

      bench.simulator.removeAllFaults()
      // The next launch of any worker looks first.
      let next = try await bench.launch()
      try await bench.work()
      #expect(try await bench.job(next).state == .succeeded)
      #expect(bench.simulator.snapshot().instances.map(\.state).sorted() == ["running", "terminated"])
      #expect(try await bench.store.halts().isEmpty)
    }
  }

  @Test func aRegionIsAskedAboutOnceAndAgainAfterItsInterval() async throws {
    try await WorkerBench.withBench { (bench: WorkerBench) async throws in
      let context = bench.context(Self.settings)
      for _ in 1...3 { #expect(try await context.reconciler.halt(of: "us-east-1") == nil) }
      #expect(bench.calls("DescribeInstances") == 1)
      bench.clocks.advance(.seconds(15 * 60))
      #expect(try await context.reconciler.halt(of: "us-east-1") == nil)
      #expect(bench.calls("DescribeInstances") == 2)
    }
  }

  @Test func launchesThatStartTogetherAskOnce() async throws {
    try await WorkerBench.withBench { (bench: WorkerBench) async throws in
      let context = bench.context(Self.settings)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...20 {
          group.addTask {
            let halt = try await context.reconciler.halt(of: "us-east-1")
            #expect(halt == nil)
          }
        }
        try await group.waitForAll()
      }
      #expect(bench.calls("DescribeInstances") == 1)
    }
  }

  /// Where EC2 does not say what there is, nobody knows, and nothing is launched.
  @Test func nothingIsLaunchedWhereTheListIsRefused() async throws {
    try await WorkerBench.withBench { (bench: WorkerBench) async throws in
      bench.simulator.addFault(
        Fault(action: "DescribeInstances", kind: .refuse, count: .max, code: "UnauthorizedOperation"))
      let launch = try await bench.launch()
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.state == .failed)
      #expect(job.error?.errorClass == .permission)
      #expect(bench.calls("RunInstances") == 0)
    }
  }
}
