import JobModel
import Testing

/// What a store must do as a ``JobCatalog``.
package enum JobCatalogConformance {
  package static let cases = reading + selecting + instances

  static let reading = [
    ConformanceCase("jobs come newest first, as many as asked for") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.job(), Sample.job())
      #expect(try await bench.jobs().map(\.id) == ids.reversed())
      #expect(try await bench.store.jobs(Selection(), limit: 2, attempts: false).map(\.id) == [ids[2], ids[1]])
    },
    ConformanceCase("attempts come when they are asked for, in order") { bench in
      let id = try await bench.enqueueOne()
      for _ in 1...3 { try await bench.end(id, .retry(at: bench.clock.now, Sample.fault, counted: true)) }
      #expect(try await bench.jobs().map(\.attempts.count) == [0])
      #expect(try await bench.record(id).attempts.map(\.number) == [1, 2, 3])
    },
    ConformanceCase("each shown state selects its own jobs") { bench in
      let byState = try await bench.oneJobInEveryShownState()
      #expect(Set(byState.keys) == Set(ShownState.allCases))
      for (state, id) in byState {
        #expect(try await bench.jobs(Selection(states: [state])).map(\.id) == [id], "\(state)")
        #expect(try await bench.record(id).shownState(at: bench.clock.now) == state)
      }
      let two = try await bench.jobs(Selection(states: [.scheduled, .failed]))
      #expect(Set(two.map(\.id)) == [byState[.scheduled]!, byState[.failed]!])
    },
    ConformanceCase("conditions must all hold") { bench in
      let ids = try await bench.enqueue(
        Sample.job(deployment: "d"), Sample.job(), Sample.job(.tag(TagSpec(tags: [:])), deployment: "d"))
      for id in ids { try await bench.end(id, .fail(id == ids[2] ? Sample.fault : Sample.capacity)) }
      #expect(try await bench.jobs(Selection(kinds: [.launch], deployment: "d")).map(\.id) == [ids[0]])
      #expect(try await bench.jobs(Selection(errorCodes: ["InternalError"])).map(\.id) == [ids[2]])
      #expect(try await bench.jobs(Selection(errorClasses: [.capacity])).map(\.id) == [ids[1], ids[0]])
      #expect(try await bench.jobs(Selection(ids: [ids[1]], deployment: "d")).isEmpty)
      #expect(try await bench.jobs(Selection(ids: [ids[1], 99])).map(\.id) == [ids[1]])
    },
    ConformanceCase("an instance id finds its launch, and who watches it") { bench in
      let launch = try await bench.launched("i-1")
      let wait = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      try await bench.end(wait, .poll(PollPlan(instanceID: "i-1", nextLook: bench.clock.now)))
      _ = try await bench.launched("i-2")
      let tag = try await bench.enqueueOne(Sample.tag())
      try await bench.end(tag, .succeed(Sample.tagged))
      #expect(try await bench.jobs(Selection(instanceIDs: ["i-1"])).map(\.id) == [tag, wait, launch])
      let terminate = try await bench.enqueueOne(Sample.job(.terminate(TerminateSpec(instanceID: "i-3"))))
      #expect(try await bench.jobs(Selection(instanceIDs: ["i-3"])).map(\.id) == [terminate], "who names it")
      let both = Selection(ids: [launch], instanceIDs: ["i-3"])
      #expect(try await bench.jobs(both).map(\.id) == [terminate, launch], "either is enough")
      var launches = both
      launches.kinds = [.launch]
      #expect(try await bench.jobs(launches).map(\.id) == [launch], "filters narrow both")
      #expect(try await bench.jobs(Selection(instanceIDs: ["i-9"])).isEmpty)
    },
    ConformanceCase("counts tell kinds and shown states apart") { bench in
      let first = bench.clock.now
      _ = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      bench.clock.advance(by: .seconds(5))
      _ = try await bench.enqueue(Sample.job(), Sample.job(runAt: bench.clock.now + .seconds(60)))
      #expect(
        try await bench.store.counts() == [
          JobCount(kind: .launch, state: .scheduled, count: 1, oldest: bench.clock.now),
          JobCount(kind: .launch, state: .ready, count: 2, oldest: first),
          JobCount(kind: .wait, state: .blocked, count: 1, oldest: first),
        ])
    },
    ConformanceCase("the backlog is what is left to do, in queues or among jobs") { bench in
      let states = try await bench.oneJobInEveryShownState()
      let all = Backlog(ready: 2, running: 1, polling: 1, scheduled: 1, blocked: 1)
      #expect(try await bench.store.backlog(queues: [], only: nil) == all)
      #expect(try await bench.store.backlog(queues: ["default"], only: nil) == all)
      let none = Backlog(ready: 0, running: 0, polling: 0, scheduled: 0, blocked: 0)
      #expect(try await bench.store.backlog(queues: ["x"], only: nil) == none)
      #expect(try await bench.store.backlog(queues: [], only: [states[.succeeded]!, states[.failed]!]) == none)
      var two = none
      two.running = 1
      two.blocked = 1
      #expect(try await bench.store.backlog(queues: [], only: [states[.running]!, states[.blocked]!]) == two)
      two.blocked = 0
      #expect(try await bench.store.backlog(queues: [], only: [states[.running]!]) == two, "and no other")
    },
    ConformanceCase("the backlog among jobs has everybody's ready terminations") { bench in
      let own = try await bench.enqueueOne()
      let terminate = try await bench.enqueueOne(Sample.job(.terminate(TerminateSpec(instanceID: "i-1"))))
      _ = try await bench.enqueueOne(
        Sample.job(.terminate(TerminateSpec(instanceID: "i-2")), runAt: bench.clock.now + .seconds(60)))
      #expect(try await bench.readyAmong(own) == 2)
      #expect(try await bench.readyAmong(own, terminate) == 2, "each once")
      try await bench.end(terminate, .retry(at: bench.clock.now + .seconds(9), Sample.fault, counted: true))
      #expect(try await bench.readyAmong(own) == 2, "a retry is still to come")
    },
    ConformanceCase("related are those that a job waits for and those that wait for it, however far") { bench in
      let ids = try await bench.enqueue(
        Sample.job(), Sample.wait(after: .entry(0)), Sample.tag(after: .entry(1)), Sample.job(),
        Sample.tag(after: .entry(0)))
      #expect(try await bench.store.related(to: [ids[0]]) == [ids[0], ids[1], ids[2], ids[4]])
      #expect(try await bench.store.related(to: [ids[2]]) == [ids[0], ids[1], ids[2]], "not what waits beside it")
      #expect(try await bench.store.related(to: [ids[1], ids[3]]) == [ids[0], ids[1], ids[2], ids[3]])
      try await bench.end(ids[0], .succeed(Sample.result("i-1")))
      #expect(try await bench.store.related(to: [ids[4]]) == [ids[4]], "nothing that has ended")
      #expect(try await bench.store.related(to: [ids[1]]) == [ids[0], ids[1], ids[2]], "a wait's launch may run again")
      #expect(try await bench.store.related(to: []).isEmpty)
    },
  ]
}

extension Bench {
  /// How many jobs the backlog counts as ready among these.
  fileprivate func readyAmong(_ only: JobID...) async throws -> Int {
    try await store.backlog(queues: [], only: only).ready
  }

  /// Nine jobs, each as another word shows it; the blocked one waits for the running one.
  fileprivate func oneJobInEveryShownState() async throws -> [ShownState: JobID] {
    let soon = clock.now + .seconds(60)
    let ids = try await enqueue(
      Sample.job(), Sample.wait(after: .entry(0)), Sample.job(runAt: soon), Sample.job(), Sample.job(),
      Sample.wait(on: "i-1"), Sample.job(), Sample.job(), Sample.job())
    _ = try await take(ids[0])
    try await end(ids[4], .retry(at: soon, Sample.fault, counted: true))
    try await end(ids[5], .poll(PollPlan(instanceID: "i-1", nextLook: soon)))
    try await end(ids[6], .succeed(Sample.result("i-2")))
    try await end(ids[7], .fail(Sample.fault))
    _ = try await cancel(ids[8])
    return [
      .running: ids[0], .blocked: ids[1], .scheduled: ids[2], .ready: ids[3], .retrying: ids[4], .polling: ids[5],
      .succeeded: ids[6], .failed: ids[7], .cancelled: ids[8],
    ]
  }
}
