import EC2Simulator
import JobModel
import SQLiteStore
import Testing
import Worker

/// Six ways in which other programs' waiters go wrong, each met on the simulator.
@Suite("The six traps of waiting")
struct SixTrapsTests {
  private static let patient = WaitSpec(timeout: 7_200)

  @Test("1. an instance that EC2 leaves out because it is not running is not ready")
  func pendingIsNotReady() async throws {
    try await WorkerBench.withBench { bench in
      var slow = InstanceFate(kind: .slow, dose: Dose(skip: 1))
      slow.bootTime = .seconds(3_600)
      bench.simulator.addFate(slow)
      let ready = try await bench.launchAndWait(Self.patient)
      try await bench.work()
      let pending = try await bench.launchAndWait(Self.patient)
      #expect(try await bench.job(ready.wait).state == .succeeded)
      try await bench.work(.polling, untilJob: pending.wait) { ($0.attempts.first?.calls ?? 0) >= 3 }
      #expect(try await bench.job(pending.wait).state == .polling)
      bench.clocks.advance(.seconds(3_601))
      try await bench.work()
      #expect(try await bench.job(pending.wait).state == .succeeded)
      #expect(bench.simulator.calls.filter { $0.action == "DescribeInstanceStatus" }.count >= 4)
    }
  }

  @Test("2. a dead or an impaired instance ends its wait at the first look that shows it", arguments: [true, false])
  func deadAndImpairedEndIt(dies: Bool) async throws {
    try await WorkerBench.withBench { bench in
      var fate = InstanceFate(
        kind: dies ? .dies : .impaired, after: .milliseconds(1), code: dies ? "Client.InternalError" : nil)
      if !dies { fate.check = .system }
      bench.simulator.addFate(fate)
      let jobs = try await bench.launchAndWait()
      try await bench.work()
      let wait = try await bench.job(jobs.wait)
      #expect(wait.state == .failed)
      #expect(wait.error?.code == (dies ? "Client.InternalError" : "InstanceImpaired"))
      #expect(wait.error?.errorClass == .instance)
      #expect(bench.calls("DescribeInstanceStatus") == 1)
      #expect(wait.attempts.map(\.calls) == [2])
    }
  }

  @Test(
    "3. a spot request that will never be fulfilled ends its wait; one that is held does not",
    arguments: [("schedule-expired", true), ("system-error", true), ("price-too-low", false)])
  func spotCodesDecide(code: String, ends: Bool) async throws {
    try await WorkerBench.withBench(timing: InstanceTiming(boot: .seconds(3_600), checks: .zero, shutdown: .zero)) {
      bench in
      bench.simulator.addFate(InstanceFate(kind: .spotStatus, after: .milliseconds(1), code: code))
      let jobs = try await bench.launchAndWait(spec: LaunchSpec(markets: [.spot]))
      try await bench.work(.polling, untilJob: jobs.wait) {
        $0.state.isFinal || ($0.attempts.first?.calls ?? 0) >= 4
      }
      var wait = try await bench.job(jobs.wait)
      #expect(wait.state == (ends ? .failed : .polling))
      #expect(wait.error?.code == (ends ? code : nil))
      guard !ends else { return }
      bench.clocks.advance(.seconds(301))
      try await bench.work()
      wait = try await bench.job(jobs.wait)
      #expect(wait.error?.code == "WaitTimeout")
      #expect(wait.error?.message.contains("is price-too-low") == true, "\(wait.error?.message ?? "")")
    }
  }

  @Test("4. a throttled look is made again later and ends nothing")
  func throttledLooksEndNothing() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "Describe*Status", kind: .throttle, count: 2))
      let jobs = try await bench.launchAndWait()
      try await bench.work()
      let wait = try await bench.job(jobs.wait)
      #expect(wait.state == .succeeded)
      #expect(wait.failures == 0)
      #expect(wait.attempts.map(\.outcome) == [.succeeded])
      #expect(wait.attempts.map(\.calls) == [4])
    }
  }

  @Test("5. nothing is ready that EC2 does not show: an empty list is no success")
  func anEmptyListIsNoSuccess() async throws {
    try await WorkerBench.withBench { bench in
      var hidden = InstanceFate(kind: .hidden)
      hidden.lasts = .seconds(60)
      bench.simulator.addFate(hidden)
      let jobs = try await bench.launchAndWait()
      try await bench.work(.polling, untilJob: jobs.wait) { ($0.attempts.first?.calls ?? 0) >= 2 }
      #expect(try await bench.job(jobs.wait).state == .polling)
      bench.clocks.advance(.seconds(61))
      try await bench.work()
      #expect(try await bench.job(jobs.wait).state == .succeeded)
    }
  }

  @Test("6. one instance alone is enough to end a wait", arguments: WaitSpec.Goal.allCases)
  func oneInstanceIsEnough(goal: WaitSpec.Goal) async throws {
    try await WorkerBench.withBench { bench in
      let launch = try await bench.launch()
      try await bench.work()
      let instance = try #require(try await bench.job(launch).result?.instanceID)
      if goal == .terminated { bench.simulator.terminate(instance) }
      let wait = try await bench.store.enqueue([
        NewJob(spec: .wait(WaitSpec(goal: goal, instanceID: instance)), region: "us-east-1")
      ])[0].id
      try await bench.work()
      let job = try await bench.job(wait)
      #expect(job.state == .succeeded)
      #expect(job.result?.instanceID == instance)
    }
  }
}

extension Simulator {
  /// Ends an instance as its owner would, without a job of ours.
  fileprivate func terminate(_ instance: String) {
    _ = befall(instance, InstanceFate(kind: .dies, after: .milliseconds(1), code: "Client.UserInitiatedShutdown"))
  }
}
