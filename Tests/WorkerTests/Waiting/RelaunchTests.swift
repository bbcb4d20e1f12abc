import EC2
import EC2Simulator
import JobModel
import SQLiteStore
import Synchronization
import Testing

@testable import Worker

@Suite("An instance that EC2 takes back before it was ready")
struct RelaunchTests {
  private static let shortage = "Server.InsufficientInstanceCapacity"

  private static func death(_ code: String, count: Int = 1) -> EC2Simulator.InstanceFate {
    InstanceFate(kind: .dies, dose: Dose(count: count), after: .milliseconds(1), code: code)
  }

  @Test func itsLaunchRunsAgainAndItsWaitEndsWithAnother() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFate(Self.death(Self.shortage))
      let jobs = try await bench.launchAndWait()
      try await bench.work()
      let launch = try await bench.job(jobs.launch)
      let wait = try await bench.job(jobs.wait)
      #expect(launch.state == .succeeded && wait.state == .succeeded)
      #expect(launch.failures == 0 && wait.failures == 0)
      #expect(launch.attempts.map(\.outcome) == [.succeeded, .succeeded])
      #expect(wait.attempts.map(\.outcome) == [.retrying, .succeeded])
      #expect(wait.attempts[0].error?.code == Self.shortage)
      let instances = bench.simulator.snapshot().instances
      #expect(instances.map(\.state).sorted() == ["running", "terminated"])
      #expect(wait.result?.instanceID == instances.first { $0.state == "running" }?.instanceID)
    }
  }

  @Test func itIsBounded() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFate(Self.death(Self.shortage, count: .max))
      let jobs = try await bench.launchAndWait()
      try await bench.work()
      let wait = try await bench.job(jobs.wait)
      #expect(wait.state == .failed)
      #expect(wait.error?.errorClass == .capacity)
      #expect(wait.error?.message.hasSuffix("its launch was run again 3 times already") == true)
      #expect(bench.calls("RunInstances") == 4)
      #expect(bench.simulator.snapshot().instances.allSatisfy { $0.state == "terminated" })
      // Both may be ordered to run again.
      bench.simulator.removeAllFates()
      _ = try await bench.store.requeue(
        [jobs.launch, jobs.wait], options: RequeueOptions(), by: Operator("somebody@test"))
      try await bench.work()
      #expect(try await bench.job(jobs.wait).state == .succeeded)
    }
  }

  @Test func aDeathOfItsOwnIsNone() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFate(Self.death("Client.VolumeLimitExceeded"))
      let jobs = try await bench.launchAndWait()
      try await bench.work()
      let wait = try await bench.job(jobs.wait)
      #expect(wait.state == .failed)
      #expect(wait.error?.errorClass == .instance)
      #expect(wait.error?.hint == "launch another: geuse requeue \(jobs.launch) \(jobs.wait)")
      #expect(bench.calls("RunInstances") == 1)
    }
  }

  @Test func anInterruptionOfSpotIsTheSame() async throws {
    try await WorkerBench.withBench(timing: InstanceTiming(boot: .seconds(60), checks: .zero, shutdown: .zero)) {
      bench in
      bench.simulator.addFate(
        InstanceFate(kind: .interrupted, after: .milliseconds(1), code: "instance-terminated-no-capacity"))
      let jobs = try await bench.launchAndWait(spec: LaunchSpec(markets: [.spot]))
      try await bench.work(.polling, untilJob: jobs.wait) { $0.state == .polling && $0.attempts.count == 2 }
      bench.clocks.advance(.seconds(61))
      try await bench.work()
      let wait = try await bench.job(jobs.wait)
      #expect(wait.state == .succeeded)
      let lost = try #require(wait.attempts[0].error)
      #expect(lost.errorClass == .capacity)
      #expect(lost.message.contains("instance-terminated-no-capacity"), "\(lost.message)")
    }
  }

  @Test func oneThatIsFoundDeadAtItsSettlementIsLaunchedAgain() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFate(InstanceFate(kind: .dies, after: .zero, code: Self.shortage))
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .dropAfter))
      let launch = try await bench.launch()
      try await bench.work(.polling, untilJob: launch) { $0.error?.code == Self.shortage }
      let lost = try await bench.job(launch)
      #expect(lost.state == .ready && lost.failures == 0 && !lost.hasOpenRequest)
      bench.clocks.advance(.seconds(60))
      try await bench.work()
      #expect(try await bench.job(launch).state == .succeeded)
      #expect(bench.simulator.snapshot().instances.map(\.state).sorted() == ["running", "terminated"])
    }
  }

  @Test func whoClosesOfferingsHearsOfIt() async throws {
    try await WorkerBench.withBench { bench in
      bench.simulator.addFate(Self.death(Self.shortage))
      let launch = try await bench.launch(LaunchSpec(availabilityZones: ["us-east-1a"]))
      try await bench.work()
      let wait = try await bench.store.enqueue([
        NewJob(spec: .wait(WaitSpec()), region: "us-east-1", after: Dependency(.job(launch)))
      ])[0].id
      let claim = Claim(holder: "test", limit: 1, lease: .seconds(30), only: [wait])
      let claimed = try #require(try await bench.store.claim(claim).first)
      let handler = WaitHandler(context: bench.context(.polling))
      _ = try await bench.store.finish(try await handler.run([claimed], region: "us-east-1"))

      let heard = Heard()
      let poller = Poller(context: bench.context(.polling), stop: WorkerStop(), wake: WakeSignal(), deaths: heard)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await poller.run() }
        while heard.deaths.isEmpty { await Task.yield() }
        group.cancelAll()
        try await group.waitForAll()
      }
      #expect(heard.deaths == ["on-demand t3.medium us-east-1a in us-east-1: \(Self.shortage)"])
      #expect(try await bench.job(launch).state == .ready)
    }
  }
}

/// Writes down what it is told.
private final class Heard: CapacityDeaths {
  private let lines = Mutex<[String]>([])
  var deaths: [String] { lines.withLock { $0 } }

  func instanceDied(_ instance: String, of rung: Rung, region: String, reason: StateReason?) async {
    lines.withLock { $0.append("\(rung) in \(region): \(reason?.code ?? "")") }
  }
}
