import EC2Simulator
import JobModel
import SQLiteStore
import Testing
import Worker

@Suite("Errors that are waited out, and for how long")
struct BoundedErrorsTests {
  private static func refuse(_ action: String, _ code: String, _ message: String? = nil, count: Int = .max) -> Fault {
    var fault = Fault(action: action, kind: .refuse, count: count, code: code)
    fault.message = message
    return fault
  }

  @Test func anInvisibleProfileIsSentAgainUnderItsTokenForTwoMinutes() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(
        Self.refuse(
          "RunInstances", "InvalidParameterValue", "Value (web) is invalid. Invalid IAM Instance Profile name"))
      let launch = try await bench.launch(LaunchSpec(iamInstanceProfile: "web"))
      try await bench.work(.polling, untilJob: launch) { $0.error != nil && $0.state == .ready }
      let held = try await bench.job(launch)
      #expect(held.hasOpenRequest && held.failures == 0)
      #expect(held.error?.errorClass == .propagation)
      bench.clocks.advance(.seconds(125))
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.state == .failed)
      #expect(job.error?.message.contains("'web' is not visible to EC2 in us-east-1 yet") == true)
      #expect(job.error?.message.contains("it was waited for 2m") == true, "\(job.error?.message ?? "")")
      #expect(Set(bench.simulator.calls.filter { $0.action == "RunInstances" }.map(\.clientToken)).count == 1)
    }
  }

  @Test func anInvisibleInstanceIsTaggedLaterOrNever() async throws {
    try await WorkerBench.withBench { bench in
      let launch = try await bench.launch()
      try await bench.work()
      let tag = try await bench.store.enqueue([
        NewJob(spec: .tag(TagSpec(tags: ["a": "b"])), region: "us-east-1", after: Dependency(.job(launch)))
      ])[0].id
      bench.simulator.addFault(Self.refuse("CreateTags", "RequestLimitExceeded", count: 1))
      bench.simulator.addFault(Self.refuse("CreateTags", "InvalidInstanceID.NotFound"))
      try await bench.work(.polling, untilJob: tag) { $0.error?.errorClass == .throttled && $0.state == .ready }
      // The time spent throttled is none that the id was waited for.
      bench.clocks.advance(.seconds(300))
      try await bench.work(.polling, untilJob: tag) { $0.error?.errorClass == .propagation && $0.state == .ready }
      #expect(try await bench.job(tag).failures == 0)
      bench.clocks.advance(.seconds(121))
      try await bench.work()
      let job = try await bench.job(tag)
      #expect(job.state == .failed)
      #expect(job.attempts.map(\.outcome) == [.retrying, .retrying, .failed])
      #expect(job.error?.message.contains("it was waited for 2m") == true, "\(job.error?.message ?? "")")
    }
  }

  @Test func oneBadTagSetOfManyFailsAlone() async throws {
    try await WorkerBench.withBench { bench in
      let launches = [try await bench.launch(), try await bench.launch()]
      try await bench.work()
      // The call for both is refused, then that for the first.
      bench.simulator.addFault(Self.refuse("CreateTags", "TagLimitExceeded", count: 2))
      let tags = try await bench.store.enqueue(
        launches.map {
          NewJob(spec: .tag(TagSpec(tags: ["a": "b"])), region: "us-east-1", after: Dependency(.job($0)))
        })
      try await bench.work()
      var states: [JobState] = []
      for tag in tags { states.append(try await bench.job(tag.id).state) }
      #expect(Set(states) == [.failed, .succeeded])
      #expect(bench.calls("CreateTags") == 3)
    }
  }

  @Test func aWithdrawnImageIsLookedUpAfreshOnce() async throws {
    try await WorkerBench.withBench { bench in
      _ = try await bench.launch()
      try await bench.work()
      #expect(bench.calls("DescribeImages") == 1)
      bench.simulator.addFault(Self.refuse("RunInstances", "InvalidAMIID.Unavailable", count: 1))
      let again = try await bench.launch()
      try await bench.work()
      #expect(try await bench.job(again).state == .succeeded)
      #expect(try await bench.job(again).failures == 1)
      #expect(bench.calls("DescribeImages") == 2)
      bench.simulator.addFault(Self.refuse("RunInstances", "InvalidAMIID.NotFound", count: 2))
      let last = try await bench.launch()
      try await bench.work()
      let job = try await bench.job(last)
      #expect(job.state == .failed && job.failures == 2)
      #expect(job.error?.message.contains("for t3.medium (x86_64) cannot be used in us-east-1") == true)
    }
  }

  @Test func aQuotaIsTriedOnceMoreAfterAWhile() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Self.refuse("RunInstances", "VcpuLimitExceeded", count: 2))
      let launch = try await bench.launch()
      try await bench.work(.polling, untilJob: launch) { $0.error != nil && $0.state == .ready }
      #expect(try await bench.job(launch).failures == 1)
      bench.clocks.advance(.seconds(61))
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.state == .failed && job.failures == 2)
      #expect(job.error?.hint?.contains("--quota-code L-1216C47A") == true)
      #expect(bench.calls("RunInstances") == 2)
    }
  }

  @Test(arguments: [Fault.Kind.html, .garble, .dropBefore])
  func aLookForTheImageThatComesToNothingCostsNoFailure(kind: Fault.Kind) async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFault(Fault(action: "DescribeImages", kind: kind))
      let launch = try await bench.launch()
      try await bench.work(.polling, untilJob: launch) { $0.error != nil && $0.state == .ready }
      bench.clocks.advance(.seconds(2))
      try await bench.work()
      let job = try await bench.job(launch)
      #expect(job.state == .succeeded)
      #expect(job.failures == 0)
      #expect(job.attempts.map(\.outcome) == [.retrying, .succeeded])
    }
  }
}
