import EC2Simulator
import JobModel
import LaunchPolicy
import SQLiteStore
import Testing

@testable import Worker

/// Calls of several workers wait for their turn in buckets that all share. Who sleeps turns the clocks, and nobody else.
@Suite("Calls wait for their turn")
struct PacingTests {
  private func bench(
    _ settings: (inout SimulatorConfiguration) -> Void = { $0.throttling = true },
    _ body: (WorkerBench) async throws -> Void
  ) async throws {
    try await WorkerBench.withBench(timeStands: true, change: settings, body)
  }

  /// Launches that differ, so that each needs a call of its own.
  private func launches(_ count: Int, _ bench: WorkerBench) async throws -> [JobID] {
    let jobs = (0..<count).map { NewJob(spec: .launch(LaunchSpec(rootVolumeSize: 20 + $0)), region: "us-east-1") }
    return try await bench.store.enqueue(jobs).map(\.id)
  }

  @Test func noneOfFortyLaunchesIsRefused() async throws {
    try await bench { bench in
      let ids = try await launches(40, bench)
      let contexts = [bench.leaping(.aws), bench.leaping(.aws)]
      try await bench.carryOutAll(contexts)
      #expect(bench.simulator.calls.filter { $0.code != nil }.isEmpty)
      #expect(bench.calls("RunInstances") == 40)
      for id in ids {
        let job = try await bench.job(id)
        #expect(job.state == .succeeded && job.failures == 0)
        // Whoever was sent away came back once or twice, and left nothing behind.
        #expect(job.attempts.count <= 2, "\(job.attempts)")
      }
    }
  }

  @Test func aLaunchWhoseTurnIsFarOpensNoRequest() async throws {
    try await bench { bench in
      let ids = try await launches(2, bench)
      try await bench.carryOutWhatIsDue([bench.leaping(try CallLimits("RunInstances=1:0.1"))])
      let job = try #require(await ids.asyncMap(bench.job).first { $0.state == .ready })
      #expect(job.error?.code == "CallHeldBack" && job.error?.errorClass == .throttled)
      #expect(job.attempts.isEmpty && job.failures == 0)
      // A second call needs a whole token, of which there is one in ten seconds; the clocks run on meanwhile.
      let wait = job.runAt - job.createdAt
      #expect(wait > .seconds(8), "\(wait)")
      #expect(try await bench.store.launchRequest(2) == nil)
      #expect(bench.calls("RunInstances") == 1)
      // A worker that may call more often does not keep to what was told under other limits.
      try await bench.work()
      for id in ids { #expect(try await bench.job(id).state == .succeeded) }
    }
  }

  @Test func aRequestInDoubtIsHeldUntilItsTurn() async throws {
    try await bench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .dropBefore))
      let id = try await launches(1, bench)[0]
      let limits = try CallLimits("RunInstances=1:0.1")
      try await bench.carryOutWhatIsDue([bench.leaping(limits)])
      let held = try await bench.job(id)
      #expect(held.state == .ready && held.error?.errorClass == .ambiguous, "\(String(describing: held.error))")
      #expect(bench.calls("RunInstances") == 1)
      #expect(try await bench.store.launchRequest(1)?.sends.count == 1, "nothing was signed in vain")
      try await bench.carryOutAll([bench.leaping(limits)])
      #expect(try await bench.job(id).state == .succeeded)
      #expect(bench.simulator.snapshot().instances.count == 1)
    }
  }

  @Test func aRefusalSlowsEveryWorker() async throws {
    try await bench { bench in
      bench.simulator.addFault(Fault(action: "RunInstances", kind: .throttle))
      let ids = try await launches(3, bench)
      try await bench.carryOutWhatIsDue([bench.leaping(.aws)])
      let slowed = try #require(await bench.store.slowed().first)
      #expect(slowed.bucket == "RunInstances" && slowed.pace >= 0.5, "\(slowed)")
      try await bench.carryOutAll([bench.leaping(.aws)])
      for id in ids { #expect(try await bench.job(id).state == .succeeded) }
      #expect(bench.calls("RunInstances") == 4)
    }
  }

  @Test func aTagThatWouldWaitTooLongIsTriedAgainUncounted() async throws {
    try await bench { bench in
      let launch = try await launches(1, bench)[0]
      try await bench.carryOutAll([bench.leaping(.none)])
      let instance = try #require(await bench.job(launch).result?.instanceID)
      let context = bench.leaping(try CallLimits("CreateTags=1:0.01"))
      let tags = try await bench.store.enqueue(
        ["a", "b"].map { NewJob(spec: .tag(TagSpec(tags: ["k": $0], instanceID: instance)), region: "us-east-1") })
      try await bench.carryOutWhatIsDue([context])
      let jobs = try await tags.asyncMap { try await bench.job($0.id) }
      #expect(Set(jobs.map(\.state)) == [.succeeded, .ready])
      let waiting = try #require(jobs.first { $0.state == .ready })
      #expect(waiting.error?.code == "CallHeldBack" && waiting.failures == 0)
      #expect(bench.calls("CreateTags") == 1)
    }
  }

  private func share(_ pacer: Pacer, upTo count: Int) async throws -> LaunchPermit? {
    guard case .granted(let permit) = try await pacer.permit(upTo: count, region: "us-east-1") else { return nil }
    return permit
  }

  @Test func instancesAreSharedAndGivenBack() async throws {
    try await bench { bench in
      let pacer = bench.leaping(try CallLimits("RunInstances=9:9,RunInstances.instances=100:0.01")).pacer
      let first = try #require(await share(pacer, upTo: 80))
      #expect(first.share == 80)
      #expect(try await share(pacer, upTo: 80)?.share == 20)
      #expect(try await share(pacer, upTo: 1) == nil, "there were none left")
      await pacer.giveBack(first, used: 50, region: "us-east-1")
      #expect(try await share(pacer, upTo: 80)?.share == 30)
      #expect(try await share(bench.leaping(.none).pacer, upTo: 80)?.share == 80)
    }
  }

  /// A hundred at once, and 2 a second after that: calls of ten seconds' worth, where each could be made for one.
  @Test func whereInstancesComeBackSlowlyTheyGoInLots() async throws {
    try await bench { bench in
      _ = try await bench.store.enqueue(
        Array(repeating: NewJob(spec: .launch(LaunchSpec()), region: "us-east-1"), count: 300))
      let limits = try CallLimits("RunInstances.instances=100:2")
      try await bench.carryOutAll([bench.leaping(limits), bench.leaping(limits)], isBatched: true)
      #expect(bench.simulator.snapshot().instances.count == 300)
      #expect(bench.calls("RunInstances") == 11)
      #expect(bench.simulator.calls.filter { $0.code != nil }.isEmpty)
    }
  }

  @Test func whoeverIsCancelledWhileItWaitsLeavesItsTokens() async throws {
    try await bench { bench in
      let pacer = bench.leaping(try CallLimits("RunInstances=1:1,RunInstances.instances=100:0.01")).pacer
      #expect(try await share(pacer, upTo: 50)?.share == 50)
      let cancelled = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await share(pacer, upTo: 30)
      }
      await #expect(throws: CancellationError.self) { try await cancelled.value }
      bench.clocks.advance(.seconds(1))
      #expect(try await share(pacer, upTo: 100)?.share == 50)
    }
  }

  @Test func terminationsDrawOnTwoBuckets() async throws {
    try await bench { bench in
      let ids = try await launches(3, bench)
      try await bench.carryOutAll([bench.leaping(.none)])
      let instances = try await ids.asyncMap(bench.job).compactMap(\.result?.instanceID)
      _ = try await bench.store.enqueue(
        instances.map { NewJob(spec: .terminate(TerminateSpec(instanceID: $0)), region: "us-east-1") })
      try await bench.carryOutWhatIsDue([bench.leaping(try CallLimits("TerminateInstances.instances=2:0.01"))])
      #expect(bench.calls("TerminateInstances") == 0, "three are more than there are")
      // All of them are due again.
      bench.clocks.advance(.seconds(10))
      try await bench.carryOutAll([bench.leaping(.aws)])
      #expect(bench.calls("TerminateInstances") == 1)
    }
  }
}

extension Array {
  fileprivate func asyncMap<Mapped>(_ map: (Element) async throws -> Mapped) async rethrows -> [Mapped] {
    var mapped: [Mapped] = []
    for element in self { mapped.append(try await map(element)) }
    return mapped
  }
}
