import JobModel
import Testing

extension JobQueueConformance {
  static let leasing = [
    ConformanceCase("a heartbeat extends the lease") { bench in
      let job = try await bench.take(bench.enqueueOne())
      bench.clock.advance(by: .seconds(20))
      #expect(try await bench.store.heartbeat([job.fence], holder: "a", lease: .seconds(30)).isEmpty)
      bench.clock.advance(by: .seconds(29))
      #expect(try await bench.store.rescue().isEmpty)
      bench.clock.advance(by: .seconds(1))
      #expect(try await bench.store.rescue() == [job.id])
    },
    ConformanceCase("a heartbeat answers what was lost") { bench in
      let kept = try await bench.take(bench.enqueueOne())
      let done = try await bench.take(bench.enqueueOne())
      try await bench.finish(done, .succeed(Sample.result("i-1")))
      let old = Fence(id: kept.id, token: kept.lease.token - 1)
      let lost = try await bench.store.heartbeat([kept.fence, done.fence, old], holder: "a", lease: .seconds(30))
      #expect(lost == [done.fence, old])
      #expect(try await bench.store.heartbeat([kept.fence], holder: "b", lease: .seconds(30)) == [kept.fence])
    },
    ConformanceCase("a heartbeat leaves polling jobs to the poller") { bench in
      let job = try await bench.take(bench.enqueueOne(Sample.wait(on: "i-1")))
      try await bench.finish(job, .poll(PollPlan(instanceID: "i-1", nextLook: bench.clock.now)))
      #expect(try await bench.store.heartbeat([job.fence], holder: "a", lease: .seconds(30)) == [job.fence])
      bench.clock.advance(by: .seconds(3600))
      #expect(try await bench.store.rescue().isEmpty)
    },
    ConformanceCase("rescue returns an expired job at once, and names the worker that lost it") { bench in
      let id = try await bench.enqueueOne()
      let job = try await bench.take(id, by: "dead")
      bench.clock.advance(by: .seconds(31))
      #expect(try await bench.store.rescue() == [id])
      let record = try await bench.record(id)
      #expect(record.state == .ready && record.rescues == 1 && record.failures == 0 && record.runAt == bench.clock.now)
      #expect(record.attempts.first?.outcome == .rescued && record.attempts.first?.finishedAt == bench.clock.now)
      let message = try #require(record.attempts.first?.error?.message)
      #expect(message.contains("dead") && message.contains("\(job.lease.token)"))
    },
    ConformanceCase("rescue knows a lease of an earlier boot") { bench in
      let id = try await bench.enqueueOne()
      _ = try await bench.take(id)
      bench.clock.reboot()
      #expect(try await bench.store.rescue() == [id])
      #expect(try await bench.record(id).attempts.first?.error?.message.contains("restarted") == true)
    },
    ConformanceCase("a step of the wall clock expires no lease") { bench in
      _ = try await bench.take(bench.enqueueOne())
      for step in [Duration.seconds(86_400), .seconds(-200_000)] {
        bench.clock.stepWall(by: step)
        #expect(try await bench.store.rescue().isEmpty)
      }
    },
    ConformanceCase("a decision after a rescue is refused, before and after the next claim") { bench in
      let id = try await bench.enqueueOne()
      let zombie = try await bench.take(id)
      bench.clock.advance(by: .seconds(31))
      _ = try await bench.store.rescue()
      #expect(try await bench.finish(zombie, .fail(Sample.fault)) == false)
      let twin = try await bench.take(id, by: "b")
      #expect(try await bench.finish(zombie, .fail(Sample.fault)) == false)
      #expect(try await bench.state(id) == .running)
      #expect(try await bench.finish(twin, .succeed(Sample.result("i-1"))))
    },
    ConformanceCase("a decision after expiry is accepted while nobody has rescued the job") { bench in
      let job = try await bench.take(bench.enqueueOne())
      bench.clock.advance(by: .seconds(3600))
      #expect(try await bench.finish(job, .succeed(Sample.result("i-1"))))
    },
    ConformanceCase("the tenth rescue fails a job as poison, and what depends on it") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      for round in 1...JobDefaults.maxRescues {
        #expect(try await bench.state(ids[0]) == .ready, "before rescue \(round)")
        _ = try await bench.take(ids[0])
        bench.clock.advance(by: .seconds(31))
        _ = try await bench.store.rescue()
      }
      let record = try await bench.record(ids[0])
      #expect(record.state == .failed && record.error?.code == "TooManyRescues" && record.error?.errorClass == .poison)
      #expect(record.rescues == JobDefaults.maxRescues && record.failures == 0)
      #expect(try await bench.state(ids[1]) == .failed)
    },
    ConformanceCase("rescue ends a job that was asked to be cancelled") { bench in
      let id = try await bench.enqueueOne()
      _ = try await bench.take(id)
      #expect(try await bench.cancel(id) == .requested)
      bench.clock.advance(by: .seconds(31))
      #expect(try await bench.store.rescue() == [id])
      #expect(try await bench.state(id) == .cancelled)
    },
  ]
}
