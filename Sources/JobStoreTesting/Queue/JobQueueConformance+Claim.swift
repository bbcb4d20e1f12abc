import JobModel
import Testing

extension JobQueueConformance {
  static let claiming = [
    ConformanceCase("claims by priority, then run_at, then id") { bench in
      let now = bench.clock.now
      let late = try await bench.enqueueOne(Sample.job(runAt: now + .seconds(2)))
      let first = try await bench.enqueueOne()
      let second = try await bench.enqueueOne()
      let urgent = try await bench.enqueueOne(Sample.job(priority: -5, runAt: now + .seconds(3)))
      let idle = try await bench.enqueueOne(Sample.job(priority: 5))
      bench.clock.advance(by: .seconds(3))
      #expect(try await bench.claim().map(\.id) == [urgent, first, second, late, idle])
    },
    ConformanceCase("a scheduled job of a higher priority hides none that is due") { bench in
      _ = try await bench.enqueueOne(Sample.job(priority: -1, runAt: bench.clock.now + .seconds(60)))
      let due = try await bench.enqueueOne(Sample.job(priority: 3))
      #expect(try await bench.claim().map(\.id) == [due])
    },
    ConformanceCase("one claim takes one kind, that of the first") { bench in
      let ids = try await bench.enqueue(
        Sample.wait(on: "i-1"), Sample.job(), Sample.wait(on: "i-2"), Sample.tag())
      #expect(try await bench.claim().map(\.id) == [ids[0], ids[2]])
      #expect(try await bench.claim().map(\.id) == [ids[1]])
      #expect(try await bench.claim().map(\.id) == [ids[3]])
      #expect(try await bench.claim().isEmpty)
    },
    ConformanceCase("a claim takes no more than its limit, and nothing that is taken") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.job(priority: 1), Sample.job(priority: 2))
      #expect(try await bench.claim(2).map(\.id) == [ids[0], ids[1]])
      #expect(try await bench.claim(2, by: "b").map(\.id) == [ids[2]])
      #expect(try await bench.claim(0).isEmpty)
    },
    ConformanceCase("a claim of batches brings a launch's like along, and no other kind's") { bench in
      let ids = try await bench.enqueue(
        Sample.job(), Sample.job(deployment: "d"), Sample.job(), Sample.wait(on: "i-1"), Sample.job(deployment: "d"))
      let first = Claim(holder: "a", limit: 1, isBatched: true, lease: .seconds(30))
      #expect(try await bench.store.claim(first).map(\.id) == [ids[0], ids[2]])
      #expect(try await bench.store.claim(first).map(\.id) == [ids[1], ids[4]])
      #expect(try await bench.store.claim(first).map(\.id) == [ids[3]])
    },
    ConformanceCase("a claim of batches takes no more of them than its limit, of no kind") { bench in
      let specs: [JobSpec] = [
        .wait(WaitSpec(instanceID: "i-1")), .tag(TagSpec(tags: ["team": "a"])),
        .terminate(TerminateSpec(instanceID: "i-1")),
      ]
      for spec in specs {
        let ids = try await bench.enqueue(
          Sample.job(spec, region: "a"), Sample.job(spec, region: "b"), Sample.job(spec, region: "a"),
          Sample.job(spec, region: "c"), Sample.job(spec, region: "b"))
        var claim = Claim(holder: "a", limit: 1, isBatched: true, lease: .seconds(30))
        #expect(try await bench.store.claim(claim).map(\.id) == [ids[0], ids[2]])
        claim.only = ids
        #expect(try await bench.store.claim(claim).map(\.id) == [ids[1], ids[4]])
        claim.only = nil
        claim.limit = 2
        #expect(try await bench.store.claim(claim).map(\.id) == [ids[3]])
      }
      let many = try await bench.enqueue(
        Array(repeating: Sample.job(specs[2], region: "a"), count: 150)
          + [Sample.job(specs[2], region: "b")])
      let two = Claim(holder: "a", limit: 2, isBatched: true, lease: .seconds(30))
      #expect(try await bench.store.claim(two).map(\.id) == Array(many.prefix(150)), "a hundred a call")
    },
    ConformanceCase("decisions and the next claim are one") { bench in
      let ids = try await bench.enqueue(Sample.wait(on: "i-1"), Sample.wait(on: "i-2"))
      let next = Claim(holder: "a", limit: 1, lease: .seconds(30))
      let held = try await bench.take(ids[0])
      let exchange = try await bench.store.finish(
        [JobFinish(held.fence, .succeed(Sample.result("i-1"))), JobFinish(Fence(id: ids[1], token: 1), .release)],
        claiming: next)
      #expect(exchange.accepted == [true, false])
      #expect(exchange.claimed.map(\.id) == [ids[1]])
      #expect(try await bench.states(ids[0], ids[1]) == [.succeeded, .running])
    },
    ConformanceCase("says when the next job is due that is not due yet") { bench in
      let now = bench.clock.now
      #expect(try await bench.store.nextRunAt(queues: [], only: nil) == nil)
      let ids = try await bench.enqueue(
        Sample.job(), Sample.job(priority: 3, runAt: now + .seconds(50)),
        Sample.wait(on: "i-1", runAt: now + .seconds(70)))
      #expect(try await bench.store.nextRunAt(queues: [], only: nil) == now + .seconds(50))
      #expect(try await bench.store.nextRunAt(queues: [], only: [ids[2], ids[0]]) == now + .seconds(70))
      #expect(try await bench.store.nextRunAt(queues: ["x"], only: nil) == nil)
      _ = try await bench.store.pause(Pause.Scope(queue: nil, kind: .launch), reason: nil, by: .somebody)
      #expect(try await bench.store.nextRunAt(queues: [], only: nil) == now + .seconds(70))
    },
    ConformanceCase("the lines of several queues are one: by priority, then run_at, then id") { bench in
      let now = bench.clock.now
      let ids = try await bench.enqueue(
        Sample.job(queue: "z"), Sample.job(queue: "x", priority: 1), Sample.job(queue: "y"),
        Sample.job(queue: "x", runAt: now + .seconds(1)), Sample.job(queue: "z", priority: -1))
      bench.clock.advance(by: .seconds(1))
      #expect(try await bench.claim(1).map(\.id) == [ids[4]])
      #expect(try await bench.claim(3).map(\.id) == [ids[0], ids[2], ids[3]])
      #expect(try await bench.claim(3).map(\.id) == [ids[1]])
    },
    ConformanceCase("a claim keeps to its queues") { bench in
      let ids = try await bench.enqueue(Sample.job(queue: "x"), Sample.job(queue: "y"), Sample.job(queue: "z"))
      #expect(try await bench.claim(queues: ["y", "z"]).map(\.id) == [ids[1], ids[2]])
      #expect(try await bench.claim(queues: ["y"]).isEmpty)
    },
    ConformanceCase("a claim for some jobs takes no others") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.job(), Sample.job(queue: "x"), Sample.tag())
      #expect(try await bench.claim(queues: ["default"], only: [ids[1], ids[2], ids[1], 99]).map(\.id) == [ids[1]])
      #expect(try await bench.claim(only: []).isEmpty)
      #expect(try await bench.claim(only: [ids[3], ids[2]]).map(\.id) == [ids[2]], "the first one's kind")
    },
    ConformanceCase("a claim for some jobs settles and terminates others once its own are taken") { bench in
      let open = try await bench.openRequest(2)
      bench.clock.advance(by: .seconds(40))
      _ = try await bench.store.rescue()
      let own = try await bench.enqueueOne()
      let terminate = try await bench.enqueueOne(Sample.job(.terminate(TerminateSpec(instanceID: "i-1"))))
      #expect(try await bench.claim(only: [own]).map(\.id) == [own])
      #expect(try await bench.claim(1, only: [own]).map(\.id) == open.jobs.map(\.id), "a request whole")
      #expect(try await bench.claim(only: [own]).map(\.id) == [terminate])
      _ = try await bench.enqueueOne()
      #expect(try await bench.claim(only: [own]).isEmpty)
    },
    ConformanceCase("a claim leases the job and begins an attempt") { bench in
      let id = try await bench.enqueueOne(Sample.job(queue: "q", priority: 2, deployment: "d"))
      bench.clock.advance(by: .seconds(1))
      let job = try await bench.take(id, by: "worker")
      #expect(job.lease == Lease(holder: "worker", token: 1, expiresAt: bench.clock.boot + .seconds(30)))
      #expect(job.attempt == 1 && job.startedAt == bench.clock.now)
      #expect(job.deadline == bench.clock.now + JobDefaults.retryFor)
      #expect(job.spec == .launch(LaunchSpec()) && job.queue == "q" && job.priority == 2 && job.deployment == "d")
      #expect(job.openRequest == nil && !job.cancelRequested && job.dependencyID == nil)
      let attempt = try #require(await bench.record(id).attempts.first)
      #expect(attempt.outcome == .running && attempt.worker == "worker" && attempt.finishedAt == nil)
    },
    ConformanceCase("tokens and attempts grow; start and deadline are those of the first claim") { bench in
      let id = try await bench.enqueueOne()
      let first = try await bench.take(id)
      try await bench.finish(first, .retry(at: bench.clock.now, Sample.fault, counted: true))
      bench.clock.advance(by: .seconds(5))
      let second = try await bench.take(id)
      #expect(second.lease.token > first.lease.token && second.attempt == 2 && second.failures == 1)
      #expect(second.startedAt == first.startedAt && second.deadline == first.deadline)
    },
    ConformanceCase("a claimed job brings what its dependency left") { bench in
      let launch = try await bench.launched("i-7")
      let job = try await bench.take(bench.enqueueOne(Sample.tag(after: .job(launch))))
      #expect(job.dependencyID == launch && job.instanceID == "i-7")
    },
  ]
}
