import EC2Simulator
import JobModel
import SQLiteStore
import Testing
import Worker

@Suite("The road: launch, wait, tag, terminate")
struct RoadTests {
  @Test func launchesWaitsAndTags() async throws {
    try await WorkerBench.withBench { bench in
      let stored = try await bench.store.enqueue([
        NewJob(spec: .launch(LaunchSpec(name: "web")), region: "us-east-1", deployment: "prod"),
        NewJob(spec: .wait(WaitSpec()), region: "us-east-1", after: Dependency(.entry(0))),
        NewJob(spec: .tag(TagSpec(tags: ["Team": "ops"])), region: "us-east-1", after: Dependency(.entry(0))),
      ])
      try await bench.work()
      for id in stored.map(\.id) { #expect(try await bench.job(id).state == .succeeded) }
      let launch = try await bench.job(stored[0].id)
      let wait = try await bench.job(stored[1].id)
      guard case .resource(let launched) = launch.result, case .resource(let ready) = wait.result else {
        Issue.record("no resources: \(launch) \(wait)")
        return
      }
      #expect(launched.instanceID == ready.instanceID)
      #expect(ready.state == "running")
      #expect(ready.publicIP != nil)
      #expect(ready.createdByGeusemaker)
      let instances = bench.simulator.snapshot().instances
      #expect(instances.count == 1)
      #expect(instances[0].tags["Team"] == "ops")
      #expect(instances[0].tags["Name"] == "web")
      #expect(instances[0].tags["geusemaker:deployment"] == "prod")
      #expect(instances[0].tags["geusemaker:queue"] == (try await bench.store.queueID()))
      #expect(launch.attempts.map(\.outcome) == [.succeeded])
      #expect(launch.attempts[0].rung?.instanceType == "t3.medium")
    }
  }

  @Test func terminatesWhatALaunchLeft() async throws {
    try await WorkerBench.withBench { bench in
      let launch = try await bench.launch()
      try await bench.work()
      let stored = try await bench.store.enqueue([
        NewJob(
          spec: .terminate(TerminateSpec()), region: "us-east-1",
          after: Dependency(.job(launch), condition: .completion)),
        NewJob(
          spec: .wait(WaitSpec(goal: .terminated, instanceID: try await bench.job(launch).result?.instanceID)),
          region: "us-east-1"),
      ])
      try await bench.work()
      for id in stored.map(\.id) { #expect(try await bench.job(id).state == .succeeded) }
      #expect(bench.simulator.snapshot().instances.map(\.state) == ["terminated"])
      // The instance is known to be gone: the launch may run again, as a new generation.
      let requeued = try await bench.store.requeue([launch], options: RequeueOptions(), by: Operator("somebody@test"))
      #expect(requeued.map(\.effect) == [.done])
      try await bench.work()
      #expect(bench.simulator.snapshot().instances.map(\.state).sorted() == ["running", "terminated"])
    }
  }

  @Test func aDeadInstanceFailsItsWaitAtOnce() async throws {
    try await WorkerBench.withBench(timing: InstanceTiming(boot: .seconds(3_600), checks: .zero, shutdown: .zero)) {
      bench in
      let launch = try await bench.launch()
      try await bench.work()
      let instance = try #require(try await bench.job(launch).result?.instanceID)
      let jobs = try await bench.store.enqueue([
        NewJob(spec: .terminate(TerminateSpec(instanceID: instance)), region: "us-east-1"),
        NewJob(spec: .wait(WaitSpec()), region: "us-east-1", after: Dependency(.job(launch))),
      ])
      try await bench.work()
      let wait = try await bench.job(jobs[1].id)
      #expect(wait.state == .failed)
      #expect(wait.error?.errorClass == .instance)
      #expect(wait.error?.message.contains(instance) == true)
    }
  }

  @Test func theImageIsLookedUpOnceForAll() async throws {
    try await WorkerBench.withBench { bench in
      for _ in 0..<3 {
        _ = try await bench.launch()
        try await bench.work(WorkerSettings(concurrency: 1, until: .idle))
      }
      #expect(bench.calls("DescribeImages") == 1)
      #expect(bench.calls("DescribeInstanceTypes") == 1)
      #expect(bench.calls("RunInstances") == 3)
      bench.clocks.advance(.seconds(25 * 3_600))
      _ = try await bench.launch()
      try await bench.work(WorkerSettings(concurrency: 1, until: .idle))
      #expect(bench.calls("DescribeImages") == 2)
    }
  }

  @Test func tagsOfOneSetGoInOneCall() async throws {
    try await WorkerBench.withBench { bench in
      let launches = try await bench.store.enqueue(
        (0..<5).map { _ in NewJob(spec: .launch(LaunchSpec()), region: "us-east-1") })
      try await bench.work()
      _ = try await bench.store.enqueue(
        launches.map {
          NewJob(spec: .tag(TagSpec(tags: ["a": "b"])), region: "us-east-1", after: Dependency(.job($0.id)))
        })
      try await bench.work()
      #expect(bench.calls("CreateTags") == 1)
      #expect(bench.simulator.snapshot().instances.allSatisfy { $0.tags["a"] == "b" })
    }
  }

  @Test func anUnknownIdNeverFailsItsNeighbours() async throws {
    try await WorkerBench.withBench { bench in
      let launch = try await bench.launch()
      try await bench.work()
      let instance = try #require(try await bench.job(launch).result?.instanceID)
      let jobs = try await bench.store.enqueue(
        [
          NewJob(spec: .wait(WaitSpec(instanceID: "i-00000000000000000", timeout: 0)), region: "us-east-1"),
          NewJob(spec: .wait(WaitSpec(instanceID: instance)), region: "us-east-1"),
          NewJob(spec: .terminate(TerminateSpec(instanceID: "i-00000000000000000")), region: "us-east-1"),
          NewJob(spec: .terminate(TerminateSpec(instanceID: instance)), region: "us-east-1"),
        ].prefix(2).map { $0 })
      try await bench.work()
      let unknown = try await bench.job(jobs[0].id)
      #expect(unknown.state == .failed)
      #expect(unknown.error?.message.contains("i-00000000000000000") == true)
      #expect(try await bench.job(jobs[1].id).state == .succeeded)
    }
  }
}
