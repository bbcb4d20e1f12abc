import JobModel
import Testing

extension JobQueueConformance {
  static let finishing = [
    ConformanceCase("a success keeps its result and drops the error of before") { bench in
      let id = try await bench.enqueueOne()
      try await bench.end(id, .retry(at: bench.clock.now, Sample.fault, counted: true))
      bench.clock.advance(by: .seconds(1))
      let job = try await bench.take(id)
      #expect(try await bench.finish(job, .succeed(Sample.result("i-1")), calls: 3, rung: Sample.rung))
      let record = try await bench.record(id)
      #expect(record.state == .succeeded && record.result == Sample.result("i-1") && record.error == nil)
      #expect(record.finishedAt == bench.clock.now)
      #expect(record.attempts.map(\.outcome) == [.retrying, .succeeded])
      #expect(record.attempts[1].calls == 3 && record.attempts[1].rung == Sample.rung)
    },
    ConformanceCase("a failure keeps its error, whole") { bench in
      let id = try await bench.enqueueOne()
      let error = JobError(code: "C", class: .image, message: "m", hint: "h", requestID: "r")
      try await bench.end(id, .fail(error))
      let record = try await bench.record(id)
      #expect(record.state == .failed && record.error == error && record.failures == 1)
      #expect(record.attempts.first?.outcome == .failed && record.attempts.first?.error == error)
    },
    ConformanceCase("a retry runs again at its time, and spends a failure where it counts") { bench in
      let id = try await bench.enqueueOne()
      try await bench.end(id, .retry(at: bench.clock.now + .seconds(9), Sample.fault, counted: true))
      let record = try await bench.record(id)
      #expect(record.state == .ready && record.failures == 1 && record.error == Sample.fault)
      #expect(record.runAt == bench.clock.now + .seconds(9))
      #expect(record.shownState(at: bench.clock.now) == .retrying)
      #expect(try await bench.claim().isEmpty)
      bench.clock.advance(by: .seconds(9))
      try await bench.end(id, .retry(at: bench.clock.now, Sample.fault, counted: false))
      #expect(try await bench.record(id).failures == 1)
    },
    ConformanceCase("refusals are counted while they follow one another") { bench in
      let id = try await bench.enqueueOne()
      var seen: [Int] = []
      for error in [Sample.capacity, Sample.capacity, Sample.fault, Sample.capacity] {
        let job = try await bench.take(id)
        seen.append(job.refusals)
        try await bench.finish(job, .retry(at: bench.clock.now, error, counted: error.errorClass != .capacity))
      }
      #expect(seen == [0, 1, 2, 0])
      #expect(try await bench.take(id).refusals == 1)
    },
    ConformanceCase("a released job goes back as it was") { bench in
      let id = try await bench.enqueueOne()
      let runAt = try await bench.record(id).runAt
      bench.clock.advance(by: .seconds(5))
      try await bench.end(id, .release)
      let record = try await bench.record(id)
      #expect(record.state == .ready && record.runAt == runAt && record.failures == 0 && record.error == nil)
      #expect(record.attempts.map(\.outcome) == [.released])
      #expect(try await bench.claim().map(\.id) == [id])
    },
    ConformanceCase("a decision is accepted once, under the newest token") { bench in
      let job = try await bench.take(bench.enqueueOne())
      let older = JobFinish(Fence(id: job.id, token: job.lease.token - 1), .fail(Sample.fault))
      let newer = JobFinish(Fence(id: job.id, token: job.lease.token + 1), .fail(Sample.fault))
      let mine = JobFinish(job.fence, .succeed(Sample.result("i-1")))
      #expect(try await bench.store.finish([older, newer, mine, mine]) == [false, false, true, false])
      #expect(try await bench.state(job.id) == .succeeded)
    },
    ConformanceCase("one refused decision leaves the others") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.job())
      let jobs = try await bench.claim(exactly: 2)
      try await bench.finish(jobs[0], .release)
      let answers = try await bench.store.finish(jobs.map { JobFinish($0.fence, .succeed(Sample.result("i-1"))) })
      #expect(answers == [false, true])
      #expect(try await bench.states(ids[0], ids[1]) == [.ready, .succeeded])
    },
    ConformanceCase("what would go on is cancelled where that was asked for; what ended stays") { bench in
      let plan = PollPlan(instanceID: "i-1", nextLook: bench.clock.now)
      let expected: [(JobOutcome, JobState)] = [
        (.release, .cancelled), (.retry(at: bench.clock.now, Sample.fault, counted: true), .cancelled),
        (.poll(plan), .cancelled), (.succeed(Sample.result("i-1")), .succeeded), (.fail(Sample.fault), .failed),
      ]
      for (outcome, state) in expected {
        let id = try await bench.enqueueOne(Sample.wait(on: "i-1"))
        let job = try await bench.take(id)
        #expect(try await bench.cancel(id) == .requested)
        #expect(try await bench.finish(job, outcome))
        #expect(try await bench.state(id) == state, "\(outcome)")
      }
    },
  ]

  static let polling = [
    ConformanceCase("a parked wait is looked at when it is due, in its region, longest overdue first") { bench in
      let now = bench.clock.now
      let ids = try await bench.enqueue(
        Sample.wait(on: "i-1"), Sample.wait(on: "i-2"), Sample.job(.wait(WaitSpec(instanceID: "i-3")), region: "eu-1"))
      let jobs = try await bench.claim(exactly: 3)
      for (job, look) in zip(jobs, [20, 10, 10]) {
        try await bench.finish(
          job, .poll(PollPlan(instanceID: job.instanceID!, nextLook: now + .seconds(look), runningSince: now)))
      }
      #expect(try await bench.state(ids[0]) == .polling)
      #expect(
        try await bench.store.pollingRegions() == [
          PollingRegion(region: "eu-1", nextLook: now + .seconds(10)),
          PollingRegion(region: Sample.region, nextLook: now + .seconds(10)),
        ])
      #expect(try await bench.store.duePolls(region: Sample.region, limit: 10).isEmpty)
      bench.clock.advance(by: .seconds(20))
      let due = try await bench.store.duePolls(region: Sample.region, limit: 10)
      #expect(due.map(\.instanceID) == ["i-2", "i-1"])
      #expect(due[0].fence == jobs[1].fence && due[0].runningSince == now && due[0].startedAt == now)
      #expect(try await bench.store.duePolls(region: Sample.region, limit: 1).count == 1)
    },
    ConformanceCase("the poller parks again, and ends, under the token of the claim") { bench in
      let id = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      let job = try await bench.take(id)
      try await bench.finish(job, .poll(PollPlan(instanceID: "i-1", nextLook: bench.clock.now)), calls: 1)
      let again = PollPlan(instanceID: "i-1", nextLook: bench.clock.now + .seconds(5), runningSince: bench.clock.now)
      #expect(try await bench.finish(job, .poll(again), calls: 2))
      #expect(try await bench.record(id).attempts.map(\.outcome) == [.polling])
      #expect(try await bench.finish(job, .succeed(Sample.result("i-1", state: "running")), calls: 4))
      let record = try await bench.record(id)
      #expect(record.attempts.map(\.outcome) == [.succeeded] && record.attempts.first?.calls == 7)
      #expect(try await bench.finish(job, .poll(again)) == false)
    },
    ConformanceCase("a look that knows less does not erase since when an instance runs") { bench in
      let start = bench.clock.now
      let job = try await bench.take(bench.enqueueOne(Sample.wait(on: "i-1")))
      for (since, known) in [(nil, nil), (start, start), (nil, start), (start + .seconds(9), start)] {
        let plan = PollPlan(instanceID: "i-1", nextLook: start, runningSince: since)
        #expect(try await bench.finish(job, .poll(plan)))
        #expect(try await bench.store.duePolls(region: Sample.region, limit: 1)[0].runningSince == known)
      }
      // Its next life is another's.
      #expect(try await bench.finish(job, .fail(Sample.fault)))
      #expect(try await bench.requeue(job.id) == .done)
      let again = try await bench.take(job.id)
      try await bench.finish(again, .poll(PollPlan(instanceID: "i-1", nextLook: start)))
      #expect(try await bench.store.duePolls(region: Sample.region, limit: 1)[0].runningSince == nil)
    },
    ConformanceCase("a look that is put off decides nothing, and only under the token of the claim") { bench in
      let now = bench.clock.now
      let ids = try await bench.enqueue(Sample.wait(on: "i-1"), Sample.wait(on: "i-2"), Sample.wait(on: "i-3"))
      let jobs = try await bench.claim(exactly: 3)
      for job in jobs.prefix(2) {
        let plan = PollPlan(instanceID: job.instanceID!, nextLook: now, runningSince: now)
        try await bench.finish(job, .poll(plan), calls: 1)
      }
      let stale = Fence(id: ids[1], token: jobs[1].lease.token - 1)
      let later = now + .seconds(30)
      #expect(try await bench.store.putOff([jobs[0].fence, stale, jobs[2].fence], until: later) == 1)
      #expect(try await bench.store.putOff([], until: later) == 0)
      #expect(try await bench.states(ids[0], ids[2]) == [.polling, .running])
      #expect(try await bench.store.duePolls(region: Sample.region, limit: 10).map(\.id) == [ids[1]])
      bench.clock.advance(by: .seconds(30))
      let due = try await bench.store.duePolls(region: Sample.region, limit: 10)
      #expect(due.map(\.id) == [ids[1], ids[0]])
      #expect(due[1].runningSince == now && due[1].calls == 1)
      #expect(try await bench.finish(jobs[0], .succeed(Sample.result("i-1", state: "running"))))
      #expect(try await bench.store.putOff([jobs[0].fence], until: later) == 0)
    },
    ConformanceCase("a parked wait knows when its instance was launched, and as what") { bench in
      let launched = bench.clock.now
      let launch = try await bench.launched("i-1")
      bench.clock.advance(by: .seconds(3))
      let waits = try await bench.enqueue(Sample.wait(after: .job(launch)), Sample.wait(on: "i-2"))
      for job in try await bench.claim(exactly: 2) {
        let instance = try #require(job.instanceID)
        try await bench.finish(job, .poll(PollPlan(instanceID: instance, nextLook: bench.clock.now)), calls: 2)
      }
      let due = try await bench.store.duePolls(region: Sample.region, limit: 10)
      #expect(due.map(\.id) == waits)
      #expect(due.map(\.recordedAt) == [launched, nil])
      #expect(due.map(\.rung) == [Sample.rung, nil])
      #expect(due.map(\.calls) == [2, 2])
    },
    ConformanceCase("a wait's time runs from when it was unblocked") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      bench.clock.advance(by: .seconds(100))
      try await bench.end(ids[0], .succeed(Sample.result("i-1")))
      let unblocked = bench.clock.now
      bench.clock.advance(by: .seconds(7))
      try await bench.end(ids[1], .poll(PollPlan(instanceID: "i-1", nextLook: bench.clock.now)))
      #expect(try await bench.store.duePolls(region: Sample.region, limit: 1).first?.startedAt == unblocked)
    },
  ]
}
