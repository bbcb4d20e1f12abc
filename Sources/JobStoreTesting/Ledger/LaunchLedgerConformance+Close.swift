import JobModel
import Testing

extension LaunchLedgerConformance {
  static let closing = [
    ConformanceCase("a settled request gives every member its instance") { bench in
      let (jobs, request, fence) = try await bench.openRequest(2)
      let waits = try await bench.enqueue(Sample.wait(after: .job(jobs[0].id)))
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-0", 1: "i-1"]))
      for (ordinal, job) in jobs.enumerated() {
        let record = try await bench.record(job.id)
        #expect(record.state == .succeeded && record.result?.instanceID == "i-\(ordinal)" && !record.hasOpenRequest)
        #expect(record.attempts.first?.rung == Sample.rung && record.attempts.first?.calls == 1)
      }
      let closed = try #require(await bench.store.launchRequest(request.id))
      #expect(closed.state == .settled && closed.instances.map(\.resource.instanceID) == ["i-0", "i-1"])
      #expect(try await bench.state(waits[0]) == .ready)
      #expect(try await bench.terminations().isEmpty)
      #expect(try await bench.store.holds(fence) == false)
    },
    ConformanceCase("a short settle moves only the members that got an instance") { bench in
      let (jobs, _, fence) = try await bench.openRequest(3)
      let until = bench.clock.now + .seconds(15)
      #expect(
        try await bench.settle(
          fence, jobs, instances: [0: "i-0", 2: "i-2"],
          outcomes: [jobs[1].id: .retry(at: until, Sample.capacity, counted: false)]))
      #expect(try await bench.states(jobs[0].id, jobs[1].id, jobs[2].id) == [.succeeded, .ready, .succeeded])
      let rest = try await bench.record(jobs[1].id)
      #expect(rest.runAt == until && rest.error == Sample.capacity && rest.failures == 0 && !rest.hasOpenRequest)
      bench.clock.advance(by: .seconds(15))
      let again = try await bench.take(rest.id)
      #expect(again.openRequest == nil && again.refusals == 1)
      #expect(try await bench.open([again], named: "two") != nil)
    },
    ConformanceCase("a refused request moves its members on") { bench in
      let (jobs, request, fence) = try await bench.openRequest(2)
      let members: [JobID: JobOutcome] = [
        jobs[0].id: .retry(at: bench.clock.now, Sample.capacity, counted: false), jobs[1].id: .fail(Sample.fault),
      ]
      let closing = LaunchClosing(request: fence, state: .refused, members: members, rung: Sample.rung, calls: 1)
      #expect(try await bench.store.close(closing))
      #expect(try await bench.states(jobs[0].id, jobs[1].id) == [.ready, .failed])
      #expect(try #require(await bench.store.launchRequest(request.id)).state == .refused)
      #expect(try await bench.store.close(closing) == false, "a request closes once")
    },
    ConformanceCase("a member about which nothing was decided goes back untouched") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      #expect(
        try await bench.store.close(
          LaunchClosing(request: fence, state: .refused, members: [:], rung: Sample.rung, calls: 1)))
      let record = try await bench.record(jobs[0].id)
      #expect(record.state == .ready && record.error == nil && record.attempts.first?.outcome == .released)
    },
    ConformanceCase("a cancelled member ends with its instance, which is terminated once") { bench in
      let (jobs, _, fence) = try await bench.openRequest(2)
      #expect(try await bench.cancel(jobs[1].id) == .requested)
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-0", 1: "i-1"]))
      #expect(try await bench.states(jobs[0].id, jobs[1].id) == [.succeeded, .cancelled])
      #expect(try await bench.record(jobs[1].id).result?.instanceID == "i-1")
      #expect(try await bench.terminations() == ["i-1"])
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-0", 1: "i-1"]) == false)
      #expect(try await bench.terminations() == ["i-1"])
    },
    ConformanceCase("the terminate job runs where its launch would have") { bench in
      let id = try await bench.enqueueOne(Sample.job(queue: "q", priority: 3, deployment: "d"))
      let job = try await bench.take(id)
      let opened = try #require(await bench.open([job]))
      _ = try await bench.cancel(id)
      #expect(try await bench.settle(opened.fence, [job], instances: [0: "i-0"]))
      let terminate = try #require(await bench.jobs(Selection(kinds: [.terminate])).first)
      #expect(terminate.queue == "q" && terminate.priority == 3 && terminate.deployment == "d")
      #expect(terminate.region == Sample.region && terminate.state == .ready)
    },
    ConformanceCase("a cancelled member's instance is kept where that was asked for") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      #expect(try await bench.cancel(jobs[0].id, keepInstance: true) == .requested)
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-0"]))
      #expect(try await bench.state(jobs[0].id) == .cancelled)
      #expect(try await bench.terminations().isEmpty)
      let again = try await bench.store.requeue([jobs[0].id], options: RequeueOptions())
      guard case .refused(let reason) = again[0].effect else {
        Issue.record("a second instance while the first one lives")
        return
      }
      #expect(reason.contains("i-0"))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-0")
      #expect(try await bench.store.requeue([jobs[0].id], options: RequeueOptions())[0].effect == .done)
    },
    ConformanceCase("a cancelled member without an instance is cancelled, not retried") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      _ = try await bench.cancel(jobs[0].id)
      let retry: [JobID: JobOutcome] = [jobs[0].id: .retry(at: bench.clock.now, Sample.capacity, counted: false)]
      #expect(
        try await bench.store.close(
          LaunchClosing(request: fence, state: .refused, members: retry, rung: Sample.rung, calls: 1)))
      #expect(try await bench.state(jobs[0].id) == .cancelled)
    },
  ]

  static let strays = [
    ConformanceCase("a late settler's instance is recorded for whoever holds the request now") { bench in
      let (jobs, request, fence) = try await bench.openRequest()
      bench.clock.advance(by: .seconds(31))
      _ = try await bench.store.rescue()
      let twin = try await bench.take(jobs[0].id, by: "b")
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-0"]) == false)
      #expect(try await bench.state(jobs[0].id) == .running, "the decision was dropped")
      let seen = try #require(await bench.store.launchRequest(request.id))
      #expect(seen.state == .open && seen.instances.map(\.resource.instanceID) == ["i-0"])
      #expect(try await bench.terminations().isEmpty)
      #expect(try await bench.settle(try #require(twin.openRequest), [twin], instances: [0: "i-0"]))
      #expect(try await bench.state(jobs[0].id) == .succeeded)
      #expect(try await bench.terminations().isEmpty)
    },
    ConformanceCase("a late settler between rescue and the next claim changes nothing but the facts") { bench in
      let (jobs, request, fence) = try await bench.openRequest()
      bench.clock.advance(by: .seconds(31))
      _ = try await bench.store.rescue()
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-0"]) == false)
      #expect(try await bench.state(jobs[0].id) == .ready)
      #expect(try #require(await bench.store.launchRequest(request.id)).instances.count == 1)
    },
    ConformanceCase("an instance that turns up after its job moved on is terminated, once") { bench in
      let (jobs, request, fence) = try await bench.openRequest()
      let moved: [JobID: JobOutcome] = [jobs[0].id: .retry(at: bench.clock.now, Sample.capacity, counted: false)]
      #expect(
        try await bench.store.close(
          LaunchClosing(request: fence, state: .refused, members: moved, rung: Sample.rung, calls: 1)))
      let again = try await bench.take(jobs[0].id)
      let second = try #require(await bench.open([again], named: "two"))
      #expect(try await bench.settle(second.fence, [again], instances: [0: "i-new"]))
      for _ in 1...2 {
        #expect(try await bench.settle(fence, jobs, instances: [0: "i-late"]) == false)
        #expect(try await bench.terminations() == ["i-late"])
      }
      #expect(try await bench.record(jobs[0].id).result?.instanceID == "i-new")
      #expect(try #require(await bench.store.launchRequest(request.id)).instances.count == 1)
    },
    ConformanceCase("an instance of a failed member is terminated, unless it is gone already") { bench in
      let (jobs, _, fence) = try await bench.openRequest(2)
      let dead = LaunchedInstance(ordinal: 0, resource: Sample.resource("i-dead", state: "terminated"))
      let alive = LaunchedInstance(ordinal: 1, resource: Sample.resource("i-alive"))
      let outcomes = Dictionary(uniqueKeysWithValues: jobs.map { ($0.id, JobOutcome.fail(Sample.fault)) })
      #expect(
        try await bench.store.close(
          LaunchClosing(
            request: fence, state: .settled, instances: [dead, alive], members: outcomes, rung: Sample.rung, calls: 1)))
      #expect(try await bench.terminations() == ["i-alive"])
    },
    ConformanceCase("an instance that was to be kept is kept also where its launch failed before it was learned of") {
      bench in
      let (jobs, _, fence) = try await bench.openRequest()
      #expect(try await bench.cancel(jobs[0].id, keepInstance: true) == .requested)
      let unknown = JobError(code: JobError.launchOutcomeUnknownCode, class: .ambiguous, message: "nobody knows")
      #expect(
        try await bench.store.close(
          LaunchClosing(
            request: fence, state: .unknown, members: [jobs[0].id: .fail(unknown)], rung: Sample.rung, calls: 1)))
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-late"]) == false)
      #expect(try await bench.terminations().isEmpty)
      #expect(try await bench.requeue(jobs[0].id, assumeNotLaunched: true) != .done)
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-late")
      #expect(try await bench.requeue(jobs[0].id, assumeNotLaunched: true) == .done)
    },
    ConformanceCase("an instance that fits no slot is terminated, not forgotten") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      let extra = LaunchedInstance(ordinal: 5, resource: Sample.resource("i-extra"))
      let second = LaunchedInstance(ordinal: 0, resource: Sample.resource("i-second"))
      let first = LaunchedInstance(ordinal: 0, resource: Sample.resource("i-first"))
      #expect(
        try await bench.store.close(
          LaunchClosing(
            request: fence, state: .settled, instances: [first, second, extra],
            members: [jobs[0].id: .succeed(Sample.result("i-first"))], rung: Sample.rung, calls: 1)))
      #expect(try await bench.terminations() == ["i-second", "i-extra"])
      #expect(try await bench.state(jobs[0].id) == .succeeded)
    },
    ConformanceCase("an instance that someone is terminating already gets no second job") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      _ = try await bench.enqueueOne(Sample.job(.terminate(TerminateSpec(instanceID: "i-0"))))
      _ = try await bench.cancel(jobs[0].id)
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-0"]))
      #expect(try await bench.terminations() == ["i-0"])
    },
  ]
}
