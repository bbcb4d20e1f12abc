import EC2Simulator
import JobModel
import SQLiteStore
import Testing
import Worker

@Suite("How waits end")
struct WaitEndsTests {
  private static let slow = InstanceTiming(boot: .seconds(3_600), checks: .zero, shutdown: .zero)

  @Test(arguments: [true, false])
  func aFailedWaitTerminatesItsInstanceWhereItWasAskedTo(asked: Bool) async throws {
    try await WorkerBench.withBench(timing: Self.slow) { bench in
      let jobs = try await bench.launchAndWait(WaitSpec(timeout: 0, terminateOnFailure: asked))
      try await bench.work()
      let wait = try await bench.job(jobs.wait)
      #expect(wait.state == .failed)
      #expect(wait.error?.code == "WaitTimeout")
      let hint = try #require(wait.error?.hint)
      #expect(hint.contains("t3.medium, us-east-1"), "\(hint)")
      #expect(hint.contains("geuse terminate") != asked)
      #expect(bench.simulator.snapshot().instances.map(\.state) == [asked ? "terminated" : "pending"])
    }
  }

  @Test func aStoppedInstanceWillNotGetThereByItself() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFate(InstanceFate(kind: .stops, after: .zero))
      let jobs = try await bench.launchAndWait()
      try await bench.work()
      let error = try #require(try await bench.job(jobs.wait).error)
      #expect(error.code == "InstanceStopped")
      #expect(error.hint?.contains("aws ec2 start-instances") == true)
      #expect(error.hint?.contains("geuse terminate i-") == true)
    }
  }

  @Test func anInstanceOfAnotherRegionIsToldAtOnce() async throws {
    try await WorkerBench.withBench { bench in
      let launch = try await bench.launch()
      try await bench.work()
      let instance = try #require(try await bench.job(launch).result?.instanceID)
      let wait = try await bench.store.enqueue([
        NewJob(spec: .wait(WaitSpec(instanceID: instance)), region: "eu-west-1")
      ])[0].id
      try await bench.work()
      let error = try #require(try await bench.job(wait).error)
      #expect(
        error.message == "instance \(instance) is in us-east-1, where launch job \(launch) put it, not in eu-west-1")
      #expect(error.hint?.contains("geuse wait \(instance) --region us-east-1") == true)
    }
  }

  @Test(arguments: [Fault.Kind.html, .garble, .truncate, .internalError, .unavailable, .dropAfter])
  func answersThatAreWorthNothingCostNothing(kind: Fault.Kind) async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "DescribeInstance*", kind: kind, skip: 1, count: 2))
      let jobs = try await bench.launchAndWait()
      try await bench.work()
      let wait = try await bench.job(jobs.wait)
      #expect(wait.state == .succeeded)
      #expect(wait.failures == 0)
      #expect(wait.attempts.count == 1)
    }
  }

  @Test func aPolicyThatForbidsToLookEndsTheWait() async throws {
    try await WorkerBench.withBench { bench in
      let jobs = try await bench.launchAndWait()
      bench.simulator.addFault(
        Fault(action: "DescribeInstanceStatus", kind: .refuse, count: .max, code: "UnauthorizedOperation"))
      try await bench.work()
      let error = try #require(try await bench.job(jobs.wait).error)
      #expect(error.errorClass == .permission)
      #expect(error.hint?.hasPrefix("allow ec2:DescribeInstanceStatus") == true)
    }
  }

  @Test func aPolicyThatForbidsSpotRequestsAloneDoesNot() async throws {
    try await WorkerBench.withBench(timing: InstanceTiming(boot: .seconds(90), checks: .zero, shutdown: .zero)) {
      bench in
      bench.simulator.addFault(
        Fault(action: "DescribeSpotInstanceRequests", kind: .refuse, count: .max, code: "UnauthorizedOperation"))
      let jobs = try await bench.launchAndWait(spec: LaunchSpec(markets: [.spot]))
      try await bench.work(.polling, untilJob: jobs.wait) { ($0.attempts.first?.calls ?? 0) >= 1 }
      #expect(bench.calls("DescribeSpotInstanceRequests") == 0, "a pending instance is not asked about at first")
      bench.clocks.advance(.seconds(61))
      let calls = try await bench.job(jobs.wait).attempts.first?.calls ?? 0
      try await bench.work(.polling, untilJob: jobs.wait) { ($0.attempts.first?.calls ?? 0) > calls }
      #expect(bench.calls("DescribeSpotInstanceRequests") >= 1)
      bench.clocks.advance(.seconds(30))
      try await bench.work()
      #expect(try await bench.job(jobs.wait).state == .succeeded)
    }
  }
}
