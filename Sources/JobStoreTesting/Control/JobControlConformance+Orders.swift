import JobModel
import Testing

extension JobControlConformance {
  static let ordering = [
    ConformanceCase("an order is on record with who, when, what and which jobs it changed") {
      (bench: Bench) async throws in
      let ids = try await bench.enqueue(Sample.job(), Sample.job(), Sample.job())
      try await bench.end(ids[0], .fail(Sample.fault))
      let options = RequeueOptions(changes: LaunchChanges(instanceTypes: ["m5.large"], retryFor: .seconds(90)))
      _ = try await bench.store.requeue([ids[0], ids[1]], options: options, by: Operator("ann@a"))
      bench.clock.advance(by: .seconds(5))
      _ = try await bench.store.cancel([ids[0], ids[2]], keepInstance: true, by: Operator("bob@b"))
      let requeue = OrderRecord(
        orderedAt: bench.clock.now + .seconds(-5), by: Operator("ann@a"), verb: .requeue,
        detail: #"{"instance_types":["m5.large"],"retry_for":"90s"}"#, jobs: 1)
      let cancel = OrderRecord(
        orderedAt: bench.clock.now, by: Operator("bob@b"), verb: .cancel, detail: #"{"keep_instance":true}"#, jobs: 2)
      #expect(try await bench.store.orders(about: nil, limit: nil) == [cancel, requeue])
      #expect(try await bench.store.orders(about: ids[0], limit: nil) == [cancel, requeue])
      #expect(try await bench.store.orders(about: ids[0], limit: 1) == [cancel])
      #expect(try await bench.store.orders(about: ids[1], limit: nil).isEmpty, "it was ready, and refused")
      #expect(try await bench.store.orders(about: ids[2], limit: nil) == [cancel])
    },
    ConformanceCase("an order that changes nothing leaves no record") { (bench: Bench) async throws in
      let id = try await bench.enqueueOne()
      _ = try await bench.requeue(id)
      _ = try await bench.store.resume(nil, by: .somebody)
      #expect(try await bench.store.orders(about: nil, limit: nil).isEmpty)
    },
  ]

  static let pruning = [
    ConformanceCase("what ended long ago is removed, with its attempts, requests and instances") {
      (bench: Bench) async throws in
      let launch = try await bench.launched("i-1")
      let wait = try await bench.enqueueOne(Sample.wait(after: .job(launch)))
      try await bench.end(wait, .succeed(Sample.result("i-1", state: "running")))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      bench.clock.advance(by: .seconds(100))
      let young = try await bench.enqueueOne()
      try await bench.end(young, .fail(Sample.fault))
      let before = bench.clock.now + .seconds(-50)
      let prunable = try await bench.store.prunable(finishedBefore: before)
      #expect(prunable == Prunable(jobs: [wait, launch]))
      #expect(try await bench.store.prune(prunable.jobs, finishedBefore: before) == [wait, launch])
      #expect(try await bench.jobs().map(\.id) == [young])
      #expect(try await bench.store.instances(Selection(), limit: nil).isEmpty)
      #expect(try await bench.store.launchRequest(1) == nil)
      #expect(try await bench.store.condition().damage.isEmpty)
    },
    ConformanceCase("what younger jobs depend on stays, and so does what may live") { (bench: Bench) async throws in
      let living = try await bench.launched("i-1")
      let ids = try await bench.enqueue(Sample.tag(after: .job(living)), Sample.wait(on: "i-9"))
      try await bench.end(ids[0], .succeed(Sample.tagged))
      try await bench.end(ids[1], .succeed(Sample.result("i-9")))
      let late = try await bench.enqueueOne(Sample.wait(after: .job(ids[1])))
      bench.clock.advance(by: .seconds(100))
      let before = bench.clock.now
      #expect(
        try await bench.store.prunable(finishedBefore: before)
          == Prunable(jobs: [ids[0]], neededByOthers: 1, mayLive: 1))
      let all = [late, ids[1], ids[0], living]
      #expect(try await bench.store.prune(all, finishedBefore: before) == [ids[0]])
      #expect(try await bench.jobs().map(\.id) == [late, ids[1], living])
    },
    ConformanceCase("what was launched together is removed together") { (bench: Bench) async throws in
      let open = try await bench.openRequest(2)
      #expect(try await bench.settle(open.fence, open.jobs, instances: [0: "i-0", 1: "i-1"]))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-0")
      bench.clock.advance(by: .seconds(100))
      #expect(
        try await bench.store.prunable(finishedBefore: bench.clock.now) == Prunable(mayLive: 2))
      try await bench.store.recordGone(region: Sample.region, instanceID: "i-1")
      #expect(try await bench.store.prunable(finishedBefore: bench.clock.now) == Prunable(mayLive: 2), "it ended now")
      bench.clock.advance(by: .seconds(100))
      let ids = try await bench.store.prunable(finishedBefore: bench.clock.now).jobs
      #expect(ids == open.jobs.map(\.id).reversed())
      #expect(try await bench.store.prune(ids, finishedBefore: bench.clock.now) == ids)
    },
    ConformanceCase("a launch whose outcome nobody knows stays for a day: its instance may still turn up") {
      (bench: Bench) async throws in
      let open = try await bench.openRequest()
      #expect(
        try await bench.store.close(
          LaunchClosing(
            request: open.fence, state: .unknown, members: [open.jobs[0].id: .fail(Sample.fault)], rung: Sample.rung,
            calls: 1)))
      bench.clock.advance(by: .seconds(100))
      #expect(try await bench.store.prunable(finishedBefore: bench.clock.now) == Prunable(mayLive: 1))
      bench.clock.advance(by: .seconds(86_400))
      #expect(try await bench.store.prunable(finishedBefore: bench.clock.now).jobs == [open.jobs[0].id])
    },
    ConformanceCase("a key outlives its job until it is forgotten, too") { (bench: Bench) async throws in
      let job = Sample.job(key: "nightly")
      let id = try await bench.enqueueOne(job)
      try await bench.end(id, .fail(Sample.fault))
      bench.clock.advance(by: .seconds(100))
      #expect(try await bench.store.prune([id], finishedBefore: bench.clock.now) == [id])
      #expect(try await bench.store.endPruning(keysBefore: bench.clock.now, by: .somebody) == 0, "counted from here")
      #expect(try await bench.store.enqueue([job]) == [EnqueuedJob(id: id, existing: true)])
      await #expect(throws: StoreError.dependencyPruned(id)) {
        try await bench.store.enqueue([job, Sample.tag(after: .entry(0))])
      }
      bench.clock.advance(by: .seconds(100))
      #expect(try await bench.store.endPruning(keysBefore: bench.clock.now, by: .somebody) == 1)
      #expect(try await bench.store.enqueue([job])[0].existing == false)
    },
    ConformanceCase("the parts of a pruning are one order, and one that removes nothing is none") {
      (bench: Bench) async throws in
      let ids = try await bench.enqueue(Sample.job(key: "a"), Sample.job(), Sample.job())
      for id in ids { try await bench.end(id, .fail(Sample.fault)) }
      bench.clock.advance(by: .seconds(100))
      let before = bench.clock.now
      _ = try await bench.store.prune([ids[0]], finishedBefore: before)
      _ = try await bench.store.prune([ids[1]], finishedBefore: before)
      _ = try await bench.store.endPruning(keysBefore: before, by: .somebody)
      #expect(try await bench.store.orders(about: nil, limit: nil).map(\.jobs) == [2])
      let cron = Operator("cron@a")
      bench.clock.advance(by: .seconds(3_600))
      _ = try await bench.store.prune([ids[2]], finishedBefore: bench.clock.now, by: cron)
      for _ in 1...2 { _ = try await bench.store.endPruning(keysBefore: before, by: cron) }
      let both = try await bench.store.orders(about: nil, limit: nil)
      #expect(both.map(\.jobs) == [1, 2] && both.map(\.verb) == [.prune, .prune] && both[0].by == cron)
      _ = try await bench.store.endPruning(keysBefore: before + .seconds(1), by: cron)
      let last = try await bench.store.orders(about: nil, limit: nil)
      #expect(last.map(\.detail) == [#"{"keys_forgotten":1}"#], "the older one was about jobs that are gone")
      #expect(try await bench.store.condition().damage.isEmpty)
    },
  ]
}
