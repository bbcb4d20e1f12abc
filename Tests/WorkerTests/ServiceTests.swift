import JobModel
import SQLiteStore
import Testing

@testable import Worker

@Suite("How a worker runs")
struct ServiceTests {
  @Test func launchesGoWithTheirLikeAndTheMembersOfARequestTogether() {
    func job(_ id: JobID, _ spec: JobSpec, region: String = "us-east-1", request: Int64? = nil) -> ClaimedJob {
      ClaimedJob(
        id: id, spec: spec, region: region, deployment: nil, queue: "default", priority: 0, attempt: 1, refusals: 0,
        failures: 0, maxFailures: 5, startedAt: Timestamp(rawValue: 0), deadline: Timestamp(rawValue: 1),
        cancelRequested: false, lease: Lease(holder: "w", token: 1, expiresAt: BootTime(bootID: "b", milliseconds: 1)),
        openRequest: request.map { Fence(id: $0, token: 1) }, dependencyID: nil, dependencyResult: nil)
    }
    let launches = WorkUnit.split([
      job(1, .launch(LaunchSpec())), job(2, .launch(LaunchSpec()), request: 9), job(3, .launch(LaunchSpec())),
      job(4, .launch(LaunchSpec()), request: 9),
    ])
    #expect(launches.map { $0.jobs.map(\.id) } == [[1, 3], [2, 4]])
    let tags = WorkUnit.split([
      job(1, .tag(TagSpec(tags: [:]))), job(2, .tag(TagSpec(tags: [:])), region: "eu-west-1"),
      job(3, .tag(TagSpec(tags: [:]))),
    ])
    #expect(tags.map { $0.jobs.map(\.id) } == [[1, 3], [2]])
    #expect(tags.map(\.region) == ["us-east-1", "eu-west-1"])
  }

  /// With the default lease as with a long one: what a dead worker held is found and claimed within ten seconds.
  @Test(arguments: [(1, 334), (15, 5_000), (30, 5_000), (3_600, 5_000)])
  func expiredLeasesAreLookedForOften(seconds: Int, milliseconds: Int64) {
    let delay = RescueLoop.delay(lease: .seconds(seconds))
    #expect(delay <= .milliseconds(milliseconds))
    #expect(delay + WorkerSettings().idleDelay < .seconds(10))
  }

  @Test func aSignalBeforeTheWaitIsNotLost() async {
    let wake = WakeSignal()
    wake.signal()
    // Would wait for an hour.
    await wake.wait(atMost: .seconds(3_600), clock: ContinuousClock())
  }

  @Test func aSignalWakesAWaiter() async {
    let wake = WakeSignal()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await wake.wait(atMost: .seconds(3_600), clock: ContinuousClock()) }
      group.addTask { wake.signal() }
    }
  }

  @Test func cancellationWakesAWaiter() async {
    let wake = WakeSignal()
    let task = Task { await wake.wait(atMost: .seconds(3_600), clock: ContinuousClock()) }
    task.cancel()
    await task.value
  }

  @Test func aWorkerForAnotherAccountGivesItsJobsBackAndEnds() async throws {
    try await WorkerBench.withBench { bench in
      try await bench.store.bind(AccountBinding(partition: "aws", account: "111111111111", endpoint: nil))
      let launch = try await bench.launch()
      await #expect(throws: StoreError.self) { try await bench.work() }
      let job = try await bench.job(launch)
      #expect(job.state == .ready)
      #expect(job.failures == 0)
      #expect(bench.calls("RunInstances") == 0)
    }
  }

  @Test func aWorkerShowsItselfAndLeaves() async throws {
    try await WorkerBench.withBench { bench in
      try await bench.work()
      #expect(try await bench.store.workers().filter(\.isAlive).isEmpty)
    }
  }
}
