import JobModel
import Testing

extension JobControlConformance {
  static let requeueing = [
    ConformanceCase("a failed or cancelled job runs again with fresh budgets, its history kept") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.job())
      try await bench.end(ids[0], .retry(at: bench.clock.now, Sample.fault, counted: true))
      try await bench.end(ids[0], .fail(Sample.fault))
      _ = try await bench.cancel(ids[1])
      bench.clock.advance(by: .seconds(100))
      for id in ids {
        #expect(try await bench.requeue(id) == .done)
        let record = try await bench.record(id)
        #expect(record.state == .ready && record.runAt == bench.clock.now && record.error == nil)
        #expect(record.failures == 0 && record.startedAt == nil && record.deadline == nil && record.finishedAt == nil)
      }
      let job = try await bench.take(ids[0])
      #expect(job.attempt == 3 && job.startedAt == bench.clock.now && job.failures == 0)
      #expect(try await bench.record(ids[0]).attempts.map(\.outcome) == [.retrying, .failed, .running])
    },
    ConformanceCase("a retrying job runs now") { bench in
      let id = try await bench.enqueueOne()
      try await bench.end(id, .retry(at: bench.clock.now + .seconds(600), Sample.fault, counted: true))
      #expect(try await bench.requeue(id) == .done)
      #expect(try await bench.record(id).failures == 0)
      #expect(try await bench.claim().map(\.id) == [id])
    },
    ConformanceCase("a retrying job with an open request settles it first") { bench in
      let (jobs, request, fence) = try await bench.openRequest()
      _ = try await bench.store.hold(
        fence, until: bench.clock.now + .seconds(600), error: Sample.fault, rung: Sample.rung, calls: 1)
      #expect(try await bench.requeue(jobs[0].id) == .done)
      #expect(try await bench.take(jobs[0].id).openRequest?.id == request.id)
    },
    ConformanceCase("a job that is on its way is left alone, with the reason") { bench in
      let ids = try await bench.enqueue(
        Sample.job(), Sample.wait(after: .entry(0)), Sample.wait(on: "i-1"), Sample.job())
      _ = try await bench.take(ids[0])
      try await bench.end(ids[2], .poll(PollPlan(instanceID: "i-1", nextLook: bench.clock.now)))
      for (id, word) in [(ids[0], "running"), (ids[1], "\(ids[0])"), (ids[2], "waited"), (ids[3], "ready")] {
        guard case .refused(let reason) = try await bench.requeue(id) else {
          Issue.record("job \(id) was requeued")
          continue
        }
        #expect(reason.contains(word))
      }
    },
    ConformanceCase("a launch whose kept instance was learned of late runs again only once that is gone") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      #expect(try await bench.cancel(jobs[0].id, keepInstance: true) == .requested)
      #expect(
        try await bench.store.close(
          LaunchClosing(request: fence, state: .refused, members: [:], rung: Sample.rung, calls: 1)))
      #expect(try await bench.settle(fence, jobs, instances: [0: "i-kept"]) == false)
      guard case .refused(let reason) = try await bench.requeue(jobs[0].id) else { throw WasNotRefused() }
      #expect(reason.contains("i-kept"))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-kept")
      #expect(try await bench.requeue(jobs[0].id) == .done)
    },
    ConformanceCase("a succeeded launch runs again only once its instance is known to be gone") { bench in
      let id = try await bench.launched("i-1")
      guard case .refused(let reason) = try await bench.requeue(id) else { throw WasNotRefused() }
      #expect(reason.contains("i-1"))
      try await bench.store.recordGone(region: "elsewhere", instanceID: "i-1")
      #expect(try await bench.requeue(id) != .done)
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-unknown")
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      #expect(try await bench.requeue(id) == .done)
      let record = try await bench.record(id)
      #expect(record.state == .ready && record.result == nil)
    },
    ConformanceCase("an instance that a terminate job or a wait saw end is gone") { bench in
      let terminated = try await bench.launched("i-1")
      let terminate = try await bench.enqueueOne(Sample.job(.terminate(TerminateSpec(instanceID: "i-1"))))
      try await bench.end(
        terminate, .succeed(.terminated(TerminateResult(instanceID: "i-1", state: "shutting-down"))))
      #expect(try await bench.requeue(terminated) == .done)
      let waited = try await bench.launched("i-2")
      try await bench.end(
        bench.enqueueOne(Sample.wait(on: "i-2")), .succeed(Sample.result("i-2", state: "terminated")))
      #expect(try await bench.requeue(waited) == .done)
    },
    ConformanceCase("other succeeded jobs stay") { bench in
      let id = try await bench.enqueueOne(Sample.tag())
      try await bench.end(id, .succeed(Sample.tagged))
      #expect(try await bench.requeue(id) == .refused("succeeded"))
    },
    ConformanceCase("a launch of unknown outcome needs someone to vouch for it") { bench in
      let id = try await bench.enqueueOne()
      try await bench.end(
        id, .fail(JobError(code: "LaunchOutcomeUnknown", class: .ambiguous, message: "nobody knows")))
      guard case .refused(let reason) = try await bench.requeue(id) else { throw WasNotRefused() }
      #expect(reason.contains("--assume-not-launched"))
      #expect(try await bench.requeue(id, assumeNotLaunched: true) == .done)
    },
    ConformanceCase("a requeue takes back a cancellation that has not happened yet") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      _ = try await bench.store.hold(fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
      _ = try await bench.cancel(jobs[0].id)
      #expect(try await bench.requeue(jobs[0].id) == .done)
      let job = try await bench.take(jobs[0].id)
      #expect(try await bench.settle(try #require(job.openRequest), [job], instances: [0: "i-0"]))
      #expect(try await bench.state(jobs[0].id) == .succeeded)
    },
  ]

  static let reviving = [
    ConformanceCase("a requeue revives what failed with the job, but not what a user cancelled") { bench in
      let ids = try await bench.enqueue(
        Sample.job(), Sample.wait(after: .entry(0)), Sample.tag(after: .entry(1)), Sample.tag(after: .entry(0)))
      _ = try await bench.cancel(ids[3])
      try await bench.end(ids[0], .fail(Sample.fault))
      #expect(try await bench.requeue(ids[0]) == .done)
      #expect(try await bench.states(ids[0], ids[1], ids[2], ids[3]) == [.ready, .blocked, .blocked, .cancelled])
      #expect(try await bench.record(ids[2]).error == nil)
      try await bench.end(ids[0], .succeed(Sample.result("i-1")))
      #expect(try await bench.states(ids[1], ids[2]) == [.ready, .blocked])
    },
    ConformanceCase("a termination that had nothing to end waits for the next instance; one that ended one does not") {
      bench in
      let ids = try await bench.enqueue(
        Sample.job(), Sample.job(.terminate(TerminateSpec()), after: Dependency(.entry(0), condition: .completion)))
      try await bench.end(ids[0], .fail(Sample.fault))
      try await bench.end(ids[1], .succeed(.terminated(TerminateResult(instanceID: nil, state: "none"))))
      #expect(try await bench.requeue(ids[0]) == .done)
      #expect(try await bench.states(ids[0], ids[1]) == [.ready, .blocked])
      #expect(try await bench.record(ids[1]).result == nil)
      try await bench.end(ids[0], .succeed(Sample.result("i-1")))
      #expect(try await bench.take(ids[1]).instanceID == "i-1")

      let launch = try await bench.launched("i-2")
      let end = try await bench.enqueueOne(
        Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(launch), condition: .completion)))
      try await bench.end(end, .succeed(.terminated(TerminateResult(instanceID: "i-2", state: "shutting-down"))))
      #expect(try await bench.requeue(launch) == .done)
      #expect(try await bench.states(launch, end) == [.ready, .succeeded], "somebody wants it back")

      let lost = try await bench.launched("i-3")
      let late = try await bench.enqueueOne(
        Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(lost), condition: .completion)))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-3")
      bench.clock.advance(by: .seconds(10))
      try await bench.end(late, .succeed(.terminated(TerminateResult(instanceID: "i-3", state: "terminated"))))
      #expect(try await bench.requeue(lost) == .done)
      #expect(try await bench.states(lost, late) == [.ready, .blocked], "EC2 had ended that one")
    },
    ConformanceCase("what acts on a launch's instance waits for the next one") { bench in
      let launch = try await bench.launched("i-1")
      let failed = try await bench.enqueue(
        Sample.wait(after: .job(launch)), Sample.tag(after: .job(launch)),
        Sample.wait(after: .job(launch), condition: .completion))
      for id in failed { try await bench.end(id, .fail(Sample.fault)) }
      let succeeded = try await bench.enqueueOne(Sample.tag(after: .job(launch)))
      try await bench.end(succeeded, .succeed(Sample.tagged))
      let others = try await bench.enqueue(Sample.wait(on: "i-1"), Sample.job(after: Dependency(.job(launch))))
      try await bench.end(others[0], .fail(Sample.fault))
      let end = try await bench.enqueueOne(
        Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(launch), condition: .completion)))
      let held = try await bench.take(end)
      let polling = try await bench.parked(on: "i-1", after: launch)
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      #expect(try await bench.requeue(launch) == .done)
      #expect(
        try await bench.states(failed[0], failed[1], failed[2], end, polling.id) == Array(repeating: .blocked, count: 5)
      )
      #expect(try await bench.states(succeeded, others[0], others[1]) == [.blocked, .failed, .ready])
      let none = TerminateResult(instanceID: nil, state: "none")
      #expect(try await bench.finish(held, .succeed(.terminated(none))) == false, "it was about the instance before")
      try await bench.relaunched(launch, as: "i-2")
      #expect(try await bench.take(end).instanceID == "i-2")
    },
    ConformanceCase("a first run that lies in the future stays there when its launch is requeued") {
      (bench: Bench) async throws in
      let later = bench.clock.now + .seconds(3_600)
      let launch = try await bench.enqueueOne()
      for condition in [Dependency.Condition.completion, .success] {
        var job = Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(launch), condition: condition))
        job.runAt = later
        _ = try await bench.enqueueOne(job)
      }
      try await bench.end(launch, .fail(Sample.fault))
      #expect(try await bench.requeue(launch) == .done)
      let ends = try await bench.jobs().filter { $0.kind == .terminate }
      #expect(ends.map(\.state) == [.blocked, .blocked] && ends.allSatisfy { $0.runAt == later })
    },
    ConformanceCase("an end that is due behind a wait that succeeded is about the next instance") { bench in
      let launch = try await bench.launched("i-1")
      let wait = try await bench.enqueueOne(Sample.wait(after: .job(launch)))
      try await bench.end(wait, .succeed(Sample.result("i-1", state: "running")))
      var job = Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(wait)))
      job.runAt = bench.clock.now + .seconds(3_600)
      let end = try await bench.enqueueOne(job)
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      #expect(try await bench.requeue(launch) == .done)
      #expect(try await bench.states(launch, wait, end) == [.ready, .blocked, .blocked])
      try await bench.relaunched(launch, as: "i-2")
      try await bench.end(wait, .succeed(Sample.result("i-2", state: "running")))
      bench.clock.advance(by: .seconds(3_600))
      #expect(try await bench.take(end).instanceID == "i-2")
    },
    ConformanceCase("what was cancelled before its first run keeps its time") { (bench: Bench) async throws in
      let later = bench.clock.now + .seconds(3_600)
      let launch = try await bench.launched("i-1")
      var job = Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(launch), condition: .completion))
      job.runAt = later
      let end = try await bench.enqueueOne(job)
      _ = try await bench.cancel(end)
      bench.clock.advance(by: .seconds(60))
      #expect(try await bench.requeue(end) == .done)
      let record = try await bench.record(end)
      #expect(record.state == .ready && record.runAt == later)
      #expect(try await bench.claim().isEmpty)
    },
    ConformanceCase("a wait that saw the end of an instance does not wait for the next one's") { bench in
      let launch = try await bench.launched("i-1")
      let end = try await bench.enqueueOne(
        Sample.job(.wait(WaitSpec(goal: .terminated)), after: Dependency(.job(launch))))
      try await bench.end(end, .succeed(Sample.result("i-1", state: "terminated")))
      #expect(try await bench.requeue(launch) == .done)
      #expect(try await bench.states(launch, end) == [.ready, .succeeded])
    },
    ConformanceCase("a preview of a requeue says what it would do, and does nothing") { (bench: Bench) async throws in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)), Sample.job())
      try await bench.end(ids[0], .fail(Sample.fault))
      let before = try await bench.jobs()
      let preview = try await bench.store.previewRequeue(ids, options: RequeueOptions())
      #expect(try await bench.jobs() == before)
      #expect(try await bench.store.orders(about: nil, limit: nil).isEmpty)
      #expect(try await bench.store.requeue(ids, options: RequeueOptions()) == preview)
    },
    ConformanceCase("a requeue names the terminations that are due") { bench in
      let launch = try await bench.enqueueOne()
      try await bench.end(launch, .fail(Sample.fault))
      let end = Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(launch), condition: .completion))
      let ends = try await bench.enqueue(end, end)
      let none = TerminateResult(instanceID: nil, state: "none")
      try await bench.end(ends[0], .succeed(.terminated(none)))
      let results = try await bench.store.requeue([launch], options: RequeueOptions())
      #expect(results == [ControlResult(id: launch, effect: .done, endings: ends)])
    },
    ConformanceCase("a requeue that keeps instances cancels the terminations that are due") { bench in
      let launch = try await bench.enqueueOne()
      try await bench.end(launch, .fail(Sample.fault))
      let end = Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(launch), condition: .completion))
      var later = end
      later.runAt = bench.clock.now + .seconds(3_600)
      let ends = try await bench.enqueue(end, end, end, later)
      try await bench.end(ends[0], .succeed(.terminated(TerminateResult(instanceID: nil, state: "none"))))
      try await bench.end(ends[1], .fail(Sample.fault))
      let results = try await bench.store.requeue([launch, ends[1]], options: RequeueOptions(keepInstance: true))
      #expect(results[0] == ControlResult(id: launch, effect: .done, endings: Array(ends.prefix(3))))
      guard case .refused(let reason) = results[1].effect else { throw WasNotRefused() }
      #expect(reason.contains("kept"), "named, but what it would end is to be kept")
      #expect(
        try await bench.states(ends[0], ends[1], ends[2], ends[3]) == [.succeeded, .failed, .cancelled, .blocked])
    },
    ConformanceCase("a requeued job waits for its dependency, or is refused where that failed") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      _ = try await bench.cancel(ids[1])
      #expect(try await bench.requeue(ids[1]) == .done)
      #expect(try await bench.state(ids[1]) == .blocked)
      _ = try await bench.cancel(ids[1])
      try await bench.end(ids[0], .fail(Sample.fault))
      guard case .refused(let reason) = try await bench.requeue(ids[1]) else { throw WasNotRefused() }
      #expect(reason.contains("launch job \(ids[0])"))
    },
    ConformanceCase("a job and its dependent that are requeued together both run again") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      try await bench.end(ids[0], .fail(Sample.fault))
      let results = try await bench.store.requeue([ids[1], ids[0]], options: RequeueOptions())
      #expect(results == [ControlResult(id: ids[1], effect: .done), ControlResult(id: ids[0], effect: .done)])
      #expect(try await bench.states(ids[0], ids[1]) == [.ready, .blocked])
    },
    ConformanceCase("a poison job may be requeued") { bench in
      let id = try await bench.enqueueOne()
      for _ in 0..<JobDefaults.maxRescues {
        _ = try await bench.take(id)
        bench.clock.advance(by: .seconds(31))
        _ = try await bench.store.rescue()
      }
      #expect(try await bench.state(id) == .failed)
      #expect(try await bench.requeue(id) == .done)
      #expect(try await bench.record(id).rescues == 0)
    },
  ]
}

/// An order was carried out that should have been refused.
struct WasNotRefused: Error {}
