import JobModel
import Testing

extension JobControlConformance {
  static let pausing = [
    ConformanceCase("what is paused is not claimed until it is resumed") { (bench: Bench) async throws in
      let gpu = try await bench.enqueueOne(Sample.job(queue: "gpu"))
      let usual = try await bench.enqueueOne()
      let wait = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      for (scope, left) in [
        (Pause.Scope(queue: "gpu"), [usual, wait]), (Pause.Scope(kind: .launch), [wait]),
        (Pause.Scope(queue: "default", kind: .wait), [gpu, usual]), (Pause.Scope(), []),
      ] {
        #expect(try await bench.pause(scope))
        var claimed: [ClaimedJob] = []
        while case let jobs = try await bench.claim(10), !jobs.isEmpty { claimed += jobs }
        #expect(claimed.map(\.id).sorted() == left, "\(scope)")
        for job in claimed { try await bench.finish(job, .release) }
        // Nor by a follower's own worker.
        let own = try await bench.claim(10, only: [gpu, usual, wait])
        #expect(own.allSatisfy { left.contains($0.id) } && own.isEmpty == left.isEmpty)
        for job in own { try await bench.finish(job, .release) }
        let ended = try await bench.store.resume(scope, by: .somebody)
        #expect(ended.map(\.scope) == [scope])
      }
      #expect(try await bench.store.pauses().isEmpty)
      #expect(try await bench.claim(1, only: [gpu]).count == 1)
    },
    ConformanceCase("a pause names who, when and why, and the first one stays") { (bench: Bench) async throws in
      let since = bench.clock.now
      let pause = Pause.Scope(queue: "gpu", kind: .launch)
      #expect(try await bench.store.pause(pause, reason: "quota", by: Operator("ann@a")))
      bench.clock.advance(by: .seconds(5))
      #expect(try await bench.store.pause(pause, reason: nil, by: Operator("bob@b")) == false)
      #expect(try await bench.store.pause(Pause.Scope(), reason: nil, by: Operator("bob@b")))
      #expect(
        try await bench.store.pauses() == [
          Pause(scope: pause, since: since, by: Operator("ann@a"), reason: "quota"),
          Pause(scope: Pause.Scope(), since: bench.clock.now, by: Operator("bob@b"), reason: nil),
        ])
      #expect(try await bench.store.resume(Pause.Scope(queue: "gpu"), by: .somebody).isEmpty)
      #expect(try await bench.store.resume(nil, by: .somebody).count == 2)
    },
    ConformanceCase("what may have been launched is settled under a pause") { (bench: Bench) async throws in
      let open = try await bench.openRequest()
      let other = try await bench.enqueueOne()
      #expect(
        try await bench.store.hold(
          open.fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1))
      for scope in [Pause.Scope(), Pause.Scope(queue: "default"), Pause.Scope(kind: .launch)] {
        #expect(try await bench.pause(scope))
        let claimed = try await bench.claim(10)
        #expect(claimed.map(\.id) == [open.jobs[0].id], "\(scope)")
        let fence = try #require(claimed.first?.openRequest)
        #expect(
          try await bench.store.hold(fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1))
        #expect(try await bench.store.resume(scope, by: .somebody).count == 1)
      }
      #expect(try await bench.state(other) == .ready)
    },
    ConformanceCase("what is paused is left to do, and counts apart") { (bench: Bench) async throws in
      _ = try await bench.enqueue(Sample.job(queue: "gpu"), Sample.job(), Sample.wait(after: .entry(0)))
      #expect(try await bench.pause(Pause.Scope(queue: "gpu")))
      let backlog = try await bench.store.backlog(queues: [], only: nil)
      #expect(backlog == Backlog(ready: 1, running: 0, polling: 0, scheduled: 0, blocked: 1, paused: 1))
      _ = try await bench.enqueueOne(Sample.job(queue: "gpu", runAt: bench.clock.now + .seconds(60)))
      #expect(try await bench.store.backlog(queues: ["gpu"], only: nil) == Backlog(paused: 1, pausedLater: 1))
    },
    ConformanceCase("blocked jobs wait for what is paused in another queue") { (bench: Bench) async throws in
      var wait = Sample.wait(after: .entry(0))
      wait.queue = "gpu"
      var tag = Sample.tag(after: .entry(1))
      tag.queue = "gpu"
      let ids = try await bench.enqueue(Sample.job(), wait, tag)
      #expect(try await bench.store.backlog(queues: ["gpu"], only: nil) == Backlog(blocked: 2), "somebody else's")
      #expect(try await bench.pause(Pause.Scope(queue: "default")))
      var paused = Backlog(blocked: 2)
      paused.pausedElsewhere = 1
      #expect(try await bench.store.backlog(queues: ["gpu"], only: nil) == paused)
      #expect(try await bench.store.backlog(queues: ["gpu"], only: [ids[1], ids[2]]) == paused)
      _ = try await bench.enqueue(Sample.job(queue: "other"), Sample.wait(after: .entry(0)))
      #expect(try await bench.store.backlog(queues: ["gpu"], only: nil) == paused)
    },
  ]
}

extension Bench {
  fileprivate func pause(_ scope: Pause.Scope) async throws -> Bool {
    try await store.pause(scope, reason: nil, by: .somebody)
  }
}
