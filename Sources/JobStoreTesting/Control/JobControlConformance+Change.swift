import JobModel
import Testing

extension JobControlConformance {
  static let changing = [
    ConformanceCase("a launch is requeued with another spec, its history and its key kept") { bench in
      let job = Sample.job(.launch(LaunchSpec(keyName: "ops")), key: "nightly")
      let id = try await bench.enqueueOne(job)
      try await bench.end(id, .fail(Sample.capacity))
      let changes = LaunchChanges(
        instanceTypes: ["m5.large", "m5a.large"], markets: [.spot], maxPrice: "0.1", retryFor: .seconds(60),
        priority: -3)
      #expect(try await bench.requeue(id, changes: changes) == .done)
      let wanted = JobSpec.launch(
        LaunchSpec(instanceTypes: ["m5.large", "m5a.large"], markets: [.spot], maxPrice: "0.1", keyName: "ops"))
      let record = try await bench.record(id)
      #expect(record.spec == wanted && record.priority == -3 && !record.hasPendingChanges)
      #expect(record.attempts.map(\.outcome) == [.failed])
      let claimed = try await bench.take(id)
      #expect(claimed.spec == wanted && claimed.deadline == bench.clock.now + .seconds(60))
      let again = try await bench.store.enqueue([job])
      #expect(again == [EnqueuedJob(id: id, existing: true)], "the key names what it was first asked for")
    },
    ConformanceCase("a retrying launch is changed and runs now") { bench in
      let id = try await bench.enqueueOne()
      try await bench.end(id, .retry(at: bench.clock.now + .seconds(600), Sample.capacity, counted: false))
      #expect(try await bench.requeue(id, changes: LaunchChanges(availabilityZones: ["eu-west-1b"])) == .done)
      let job = try await bench.take(id)
      #expect(job.spec == .launch(LaunchSpec(availabilityZones: ["eu-west-1b"])))
      #expect(job.refusals == 0)
    },
    ConformanceCase("what depends on a changed launch is revived as ever") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      try await bench.end(ids[0], .fail(Sample.capacity))
      let options = RequeueOptions(changes: LaunchChanges(priority: 2))
      let results = try await bench.store.requeue(ids, options: options)
      #expect(results.map(\.effect) == [.done, .done])
      #expect(try await bench.states(ids[0], ids[1]) == [.ready, .blocked])
      #expect(try await bench.record(ids[1]).priority == 0)
    },
    ConformanceCase("only launches can be changed, and only to what can be launched") { bench in
      let ids = try await bench.enqueue(Sample.wait(on: "i-1"), Sample.job())
      for id in ids { try await bench.end(id, .fail(Sample.fault)) }
      let wait = try await bench.requeue(ids[0], changes: LaunchChanges(priority: 1))
      #expect(wait == .refused("is a wait job: only a launch can be changed"))
      let launch = try await bench.requeue(ids[1], changes: LaunchChanges(instanceTypes: ["Large"]))
      guard case .refused(let reason) = launch else { throw WasNotRefused() }
      #expect(reason.contains("'Large'"))
      #expect(try await bench.states(ids[0], ids[1]) == [.failed, .failed])
      #expect(try await bench.record(ids[1]).spec == .launch(LaunchSpec()))
    },
  ]

  static let settlingChanges = [
    ConformanceCase("changes wait for the end of an open request, and take effect if it launched nothing") { bench in
      let id = try await bench.heldLaunch()
      bench.clock.advance(by: .seconds(5))
      #expect(try await bench.requeue(id, changes: .other) == .requested)
      let waiting = try await bench.record(id)
      #expect(waiting.hasPendingChanges && waiting.spec == .launch(LaunchSpec()))
      #expect(try await bench.close(id, .refused, .fail(Sample.fault)))
      let record = try await bench.record(id)
      #expect(record.state == .ready && record.runAt == bench.clock.now && !record.hasPendingChanges)
      #expect(record.spec == .other && record.priority == 7)
      #expect(record.failures == 0 && record.startedAt == nil && record.deadline == nil)
      #expect(record.attempts.map(\.outcome) == [.retrying, .retrying], "the refusal stays on record")
      let job = try await bench.take(id)
      #expect(job.deadline == bench.clock.now + .seconds(90) && job.openRequest == nil)
    },
    ConformanceCase("a launch that a refusal would only rest runs with its changes at once") { bench in
      let id = try await bench.heldLaunch()
      _ = try await bench.requeue(id, changes: .other)
      let later = bench.clock.now + .seconds(600)
      #expect(try await bench.close(id, .refused, .retry(at: later, Sample.capacity, counted: false)))
      #expect(try await bench.take(id).spec == .other)
    },
    ConformanceCase("where the request had launched, the job succeeds as it was") { bench in
      let id = try await bench.heldLaunch()
      _ = try await bench.requeue(id, changes: .other)
      let job = try await bench.take(id)
      #expect(try await bench.settle(try #require(job.openRequest), [job], instances: [0: "i-0"]))
      let record = try await bench.record(id)
      #expect(record.state == .succeeded && record.spec == .launch(LaunchSpec()) && !record.hasPendingChanges)
      #expect(record.priority == 0)
    },
    ConformanceCase("where the request fell short, the rest goes on with its changes") { bench in
      let open = try await bench.openRequest(2)
      _ = try await bench.store.hold(
        open.fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
      let ids = open.jobs.map(\.id)
      _ = try await bench.store.requeue(ids, options: RequeueOptions(changes: .other))
      let jobs = try await bench.claim(1, only: [ids[0]])
      #expect(try await bench.settle(try #require(jobs[0].openRequest), jobs, instances: [0: "i-0"]))
      #expect(try await bench.states(ids[0], ids[1]) == [.succeeded, .ready])
      #expect(try await bench.record(ids[0]).spec == .launch(LaunchSpec()))
      #expect(try await bench.record(ids[1]).spec == .other)
    },
    ConformanceCase("what may have launched, or launched and died, is not changed") { bench in
      let unknown = try await bench.heldLaunch("unknown")
      _ = try await bench.requeue(unknown, changes: .other)
      let error = JobError(code: JobError.launchOutcomeUnknownCode, class: .ambiguous, message: "nobody knows")
      #expect(try await bench.close(unknown, .unknown, .fail(error)))
      let died = try await bench.heldLaunch("died")
      _ = try await bench.requeue(died, changes: .other)
      let job = try await bench.take(died)
      let outcomes = [died: JobOutcome.fail(Sample.fault)]
      #expect(try await bench.settle(try #require(job.openRequest), [job], instances: [0: "i-0"], outcomes: outcomes))
      for id in [unknown, died] {
        let record = try await bench.record(id)
        #expect(record.state == .failed && record.spec == .launch(LaunchSpec()) && !record.hasPendingChanges)
      }
    },
    ConformanceCase("a launch that is cancelled while its changes wait ends as cancelled") { bench in
      let id = try await bench.heldLaunch()
      _ = try await bench.requeue(id, changes: .other)
      _ = try await bench.cancel(id)
      #expect(try await bench.close(id, .refused, .release))
      let record = try await bench.record(id)
      #expect(record.state == .cancelled && record.spec == .launch(LaunchSpec()) && !record.hasPendingChanges)
    },
    ConformanceCase("later changes add to those that wait") { bench in
      let id = try await bench.heldLaunch()
      _ = try await bench.requeue(id, changes: .other)
      _ = try await bench.requeue(id, changes: LaunchChanges(imageID: "ami-0aaaaaaa"))
      #expect(try await bench.close(id, .refused, .release))
      let record = try await bench.record(id)
      #expect(record.spec == .launch(LaunchSpec(instanceTypes: ["m5.large"], imageID: "ami-0aaaaaaa")))
      #expect(record.priority == 7)
    },
  ]
}

extension LaunchChanges {
  fileprivate static let other = LaunchChanges(instanceTypes: ["m5.large"], retryFor: .seconds(90), priority: 7)
}

extension JobSpec {
  fileprivate static let other = JobSpec.launch(LaunchSpec(instanceTypes: ["m5.large"]))
}

extension Bench {
  /// A launch whose request is open and in nobody's hands.
  fileprivate func heldLaunch(_ name: String = "held") async throws -> JobID {
    let open = try await openRequest(named: name)
    _ = try await store.hold(open.fence, until: clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
    return open.jobs[0].id
  }

  /// Takes it and ends its request without an instance.
  fileprivate func close(
    _ id: JobID, _ state: LaunchRequest.State, _ outcome: JobOutcome, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Bool {
    let fence = try #require(try await take(id).openRequest, sourceLocation: sourceLocation)
    return try await store.close(
      LaunchClosing(request: fence, state: state, members: [id: outcome], rung: Sample.rung, calls: 1))
  }
}
