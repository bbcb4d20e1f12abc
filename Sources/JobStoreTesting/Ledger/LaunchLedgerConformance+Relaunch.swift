import JobModel
import Testing

extension LaunchLedgerConformance {
  static let relaunching = [
    ConformanceCase("a launch whose instance was lost runs again, and what acts on its instance waits for it") {
      bench in
      let launch = try await bench.launched("i-1")
      let started = try await bench.record(launch)
      let wait = try await bench.parked(on: "i-1", after: launch)
      let others = try await bench.enqueue(
        Sample.tag(after: .job(launch)), Sample.tag(after: .job(launch)), Sample.tag(after: .job(wait.id)),
        Sample.wait(after: .job(launch)), Sample.wait(after: .job(launch), condition: .completion),
        Sample.wait(on: "i-1"))
      try await bench.end(others[0], .succeed(Sample.tagged))
      let late = try await bench.take(others[3])
      bench.clock.advance(by: .seconds(60))

      let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity, calls: 3))
      #expect(effect == .relaunched(launch: launch, count: 1))
      let record = try await bench.record(launch)
      #expect(record.state == .ready && record.result == nil && record.error == Sample.capacity)
      #expect(record.runAt == bench.clock.now && record.finishedAt == nil)
      // The same budgets go on.
      #expect(record.deadline == started.deadline && record.startedAt == started.startedAt)
      let waited = try await bench.record(wait.id)
      #expect(waited.state == .blocked && waited.error == nil)
      #expect(waited.attempts.map(\.outcome) == [.retrying])
      #expect(waited.attempts[0].error == Sample.capacity && waited.attempts[0].calls == 3)
      #expect(
        try await bench.states(others[0], others[1], others[2], others[3]) == Array(repeating: .blocked, count: 4))
      #expect(try await bench.states(others[4], others[5]) == [.ready, .ready])
      #expect(try await bench.finish(late, .succeed(Sample.result("i-1"))) == false, "it stood on the lost instance")

      try await bench.relaunched(launch, as: "i-2")
      #expect(try await bench.take(wait.id).instanceID == "i-2")
      #expect(try await bench.states(others[0], others[1], others[2]) == [.ready, .ready, .blocked])
    },
    ConformanceCase("a lost instance is known to be gone, whether its launch runs again or not") { bench in
      let wait = try await bench.parked(on: "i-1", after: try await bench.launched("i-1"))
      _ = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity, limit: 0))
      #expect(try await bench.requeue(try #require(wait.dependencyID)) == .done)
    },
    ConformanceCase("a launch runs again so many times; then its wait fails and says how often") { bench in
      let launch = try await bench.launched("i-1")
      var wait = try await bench.parked(on: "i-1", after: launch)
      for round in 1...2 {
        let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity, limit: 2))
        #expect(effect == .relaunched(launch: launch, count: round))
        try await bench.relaunched(launch, as: "i-\(round + 1)")
        wait = try await bench.park(wait.id)
      }
      let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity, limit: 2))
      let error = Sample.capacity.final(.limit(2))
      #expect(effect == .failed(error))
      #expect(try await bench.record(wait.id).error == error)
      #expect(try await bench.state(launch) == .succeeded)
      // A user's requeue counts afresh.
      #expect(try await bench.requeue(launch) == .done)
      #expect(try await bench.state(wait.id) == .blocked)
      try await bench.relaunched(launch, as: "i-9")
      let again = try await bench.store.relaunch(
        Relaunch(wait: try await bench.park(wait.id).fence, error: Sample.capacity, limit: 2))
      #expect(again == .relaunched(launch: launch, count: 1))
    },
    ConformanceCase("a requeue of a wait whose instance was lost launches another, unless somebody wanted it gone") {
      bench in
      for isWanted in [true, false] {
        let instance = isWanted ? "i-1" : "i-2"
        let launch = try await bench.launched(instance)
        let wait = try await bench.parked(on: instance, after: launch)
        if !isWanted { _ = try await bench.enqueueOne(Sample.job(.terminate(TerminateSpec(instanceID: instance)))) }
        _ = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity, limit: 0))
        let results = try await bench.store.requeue([wait.id], options: RequeueOptions())
        #expect(results.map(\.id) == (isWanted ? [wait.id, launch] : [wait.id]))
        #expect(results.allSatisfy { $0.effect == .done })
        #expect(try await bench.states(launch, wait.id) == (isWanted ? [.ready, .blocked] : [.succeeded, .ready]))
      }
    },
    ConformanceCase("a launch does not run again after its deadline") { bench in
      let launch = try await bench.launched("i-1")
      let wait = try await bench.parked(on: "i-1", after: launch)
      let deadline = try #require(try await bench.record(launch).deadline)
      bench.clock.advance(by: JobDefaults.retryFor)
      let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity))
      #expect(effect == .failed(Sample.capacity.final(.deadline(deadline))))
      #expect(try await bench.states(launch, wait.id) == [.succeeded, .failed])
    },
    ConformanceCase("a launch does not run again whose instance somebody wants gone") { bench in
      for named in [true, false] {
        let launch = try await bench.launched(named ? "i-1" : "i-2")
        let wait = try await bench.parked(on: named ? "i-1" : "i-2", after: launch)
        _ = try await bench.enqueueOne(
          Sample.job(
            .terminate(TerminateSpec(instanceID: named ? "i-1" : nil)),
            after: named ? nil : Dependency(.job(launch), condition: .completion)))
        let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity))
        #expect(effect == .failed(Sample.capacity.final(.unwanted)))
        #expect(try await bench.state(launch) == .succeeded)
      }
    },
    ConformanceCase("an end on order behind a wait or a tag counts, and so does one that failed") {
      (bench: Bench) async throws in
      let none = Dependency.Condition.completion
      for number in 1...3 {
        let instance = "i-\(number)"
        let launch = try await bench.launched(instance)
        let step = number == 1 ? Sample.wait(after: .job(launch)) : Sample.tag(after: .job(launch))
        let before = try await bench.enqueueOne(step)
        try await bench.end(before, .succeed(number == 1 ? Sample.result(instance) : Sample.tagged))
        let dependency = number == 3 ? Dependency(.job(launch), condition: none) : Dependency(.job(before))
        let end = try await bench.enqueueOne(
          Sample.job(
            .terminate(TerminateSpec()), runAt: number == 3 ? nil : bench.clock.now + .seconds(3_600), after: dependency
          ))
        if number == 3 { try await bench.end(end, .fail(Sample.fault)) }
        let wait = try await bench.parked(on: instance, after: launch)
        let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity))
        #expect(effect == .failed(Sample.capacity.final(.unwanted)), "\(number)")
      }
    },
    ConformanceCase("an end that waits for the lost wait is about the next instance") { (bench: Bench) async throws in
      let launch = try await bench.launched("i-1")
      let wait = try await bench.parked(on: "i-1", after: launch)
      let end = try await bench.enqueueOne(Sample.job(.terminate(TerminateSpec()), after: Dependency(.job(wait.id))))
      let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity))
      #expect(effect == .relaunched(launch: launch, count: 1))
      try await bench.relaunched(launch, as: "i-2")
      try await bench.end(wait.id, .succeed(Sample.result("i-2")))
      #expect(try await bench.take(end).instanceID == "i-2")
    },
    ConformanceCase("a requeue of a wait behind another one launches its lost instance's successor") {
      (bench: Bench) async throws in
      let launch = try await bench.launched("i-1")
      let first = try await bench.enqueueOne(Sample.wait(after: .job(launch)))
      try await bench.end(first, .succeed(Sample.result("i-1")))
      let second = try await bench.enqueueOne(Sample.wait(after: .job(first)))
      try await bench.end(second, .fail(Sample.capacity))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      let results = try await bench.store.requeue([second], options: RequeueOptions())
      #expect(results.map(\.id) == [second, launch] && results.allSatisfy { $0.effect == .done })
      #expect(try await bench.states(launch, first, second) == [.ready, .blocked, .blocked])
    },
    ConformanceCase("a wait that depends on no launch of its instance fails as it was told") { bench in
      let launch = try await bench.launched("i-1")
      for job in [
        Sample.wait(on: "i-1"), Sample.wait(after: .job(launch), condition: .completion),
        Sample.job(.wait(WaitSpec(instanceID: "i-1")), after: Dependency(.job(launch))),
      ] {
        let wait = try await bench.park(try await bench.enqueueOne(job))
        let effect = try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity))
        #expect(effect == .failed(Sample.capacity))
        #expect(try await bench.state(wait.id) == .failed)
      }
      #expect(try await bench.state(launch) == .succeeded)
    },
    ConformanceCase("only who still decides about a wait may give its launch back") { bench in
      let launch = try await bench.launched("i-1")
      let wait = try await bench.parked(on: "i-1", after: launch)
      let old = Fence(id: wait.id, token: wait.lease.token - 1)
      #expect(try await bench.store.relaunch(Relaunch(wait: old, error: Sample.capacity)) == .leaseLost)
      _ = try await bench.cancel(wait.id)
      #expect(try await bench.store.relaunch(Relaunch(wait: wait.fence, error: Sample.capacity)) == .leaseLost)
      #expect(try await bench.states(launch, wait.id) == [.succeeded, .cancelled])
    },
    ConformanceCase("a parked wait knows the launch, the rung and the spot request of its instance") { bench in
      let open = try await bench.openRequest(named: "spot")
      var spot = Sample.resource("i-1")
      spot.spotRequestID = "sir-1"
      _ = try await bench.store.close(
        LaunchClosing(
          request: open.fence, state: .settled, instances: [LaunchedInstance(ordinal: 0, resource: spot)],
          members: [open.jobs[0].id: .succeed(.resource(spot))], rung: Sample.rung, calls: 1))
      _ = try await bench.parked(on: "i-1", after: open.jobs[0].id)
      _ = try await bench.park(try await bench.enqueueOne(Sample.wait(on: "i-1")))
      _ = try await bench.park(try await bench.enqueueOne(Sample.wait(on: "i-strange")))
      let due = try await bench.store.duePolls(region: Sample.region, limit: 10)
      #expect(due.map(\.launchID) == [open.jobs[0].id, nil, nil])
      #expect(due.map(\.rung) == [Sample.rung, Sample.rung, nil])
      #expect(due.map(\.spotRequestID) == ["sir-1", "sir-1", nil])
    },
    ConformanceCase("a failing wait has its live instance terminated where it was asked to, and only then") { bench in
      let ids = try await bench.enqueue(Sample.wait(on: "i-1"), Sample.wait(on: "i-2"), Sample.wait(on: "i-3"))
      let waits = [try await bench.park(ids[0]), try await bench.park(ids[1]), try await bench.park(ids[2])]
      let plan = PollPlan(instanceID: "i-2", nextLook: bench.clock.now)
      _ = try await bench.store.finish([
        JobFinish(waits[0].fence, .fail(Sample.fault), terminates: "i-1"),
        JobFinish(waits[1].fence, .poll(plan), terminates: "i-2"),
        JobFinish(Fence(id: ids[2], token: 0), .fail(Sample.fault), terminates: "i-3"),
      ])
      #expect(try await bench.terminations() == ["i-1"])
      #expect(try await bench.states(ids[0], ids[1], ids[2]) == [.failed, .polling, .polling])
    },
  ]
}

extension Bench {
  /// Enqueues a wait behind a launch and parks it.
  func parked(on instance: String, after launch: JobID) async throws -> ClaimedJob {
    let wait = try await park(try await enqueueOne(Sample.wait(after: .job(launch))))
    #expect(wait.instanceID == instance)
    return wait
  }

  /// Takes a wait and parks it on its instance.
  func park(_ id: JobID) async throws -> ClaimedJob {
    let wait = try await take(id)
    let instance = try #require(wait.instanceID)
    try await finish(wait, .poll(PollPlan(instanceID: instance, nextLook: clock.now)))
    return wait
  }

  /// Takes a launch that is ready again and settles it with another instance.
  func relaunched(_ launch: JobID, as instance: String) async throws {
    let job = try await take(launch)
    let opened = try #require(await open([job], named: instance))
    #expect(try await settle(opened.fence, [job], instances: [0: instance]))
  }
}
