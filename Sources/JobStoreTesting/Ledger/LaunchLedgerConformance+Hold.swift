import JobModel
import Testing

extension LaunchLedgerConformance {
  static let holding = [
    ConformanceCase("a held request gives its members back together until its time") { bench in
      let (jobs, request, fence) = try await bench.openRequest(3)
      let until = bench.clock.now + .seconds(60)
      let error = JobError(code: "AnswerLost", class: .ambiguous, message: "being looked up")
      #expect(try await bench.store.hold(fence, until: until, error: error, rung: Sample.rung, calls: 2))
      for job in jobs {
        let record = try await bench.record(job.id)
        #expect(record.state == .ready && record.runAt == until && record.error == error && record.hasOpenRequest)
        #expect(
          record.failures == 0 && record.attempts.first?.outcome == .retrying && record.attempts.first?.calls == 2)
      }
      #expect(try await bench.store.holds(fence) == false)
      #expect(try await bench.claim().isEmpty)
      #expect(try #require(await bench.store.launchRequest(request.id)).state == .open)
      #expect(try await bench.store.hold(fence, until: until, error: error, rung: Sample.rung, calls: 1) == false)
    },
    ConformanceCase("claiming one member claims all, beyond the limit and the queues") { bench in
      let (jobs, _, fence) = try await bench.openRequest(3)
      _ = try await bench.store.hold(fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
      let again = try await bench.claim(1, by: "b", queues: ["elsewhere"])
      #expect(again.map(\.id) == jobs.map(\.id))
      let fences = Set(again.map(\.openRequest))
      #expect(fences == [Fence(id: fence.id, token: fence.token + 1)], "one lease of the request for all of them")
      #expect(try await bench.store.holds(try #require(again.first?.openRequest)))
      #expect(again.map(\.refusals) == [0, 0, 0] && again.map(\.attempt) == [2, 2, 2])
    },
    ConformanceCase("a claim for some jobs leaves others' open requests, but takes a member's whole request") { bench in
      let (jobs, _, fence) = try await bench.openRequest(2)
      _ = try await bench.store.hold(fence, until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
      let other = try await bench.enqueueOne()
      #expect(try await bench.claim(only: [other]).map(\.id) == [other])
      #expect(try await bench.claim(1, only: [jobs[1].id]).map(\.id) == jobs.map(\.id))
    },
    ConformanceCase("a request is not claimed while one of its members is still in someone's hands") { bench in
      let (jobs, _, fence) = try await bench.openRequest(2)
      #expect(try await bench.finish(jobs[0], .release))
      #expect(try await bench.store.holds(fence) == false, "the request left the hands with its member")
      #expect(try await bench.claim(by: "b").isEmpty)
      #expect(try await bench.finish(jobs[1], .release))
      #expect(try await bench.claim(1, by: "b").map(\.id) == jobs.map(\.id))
    },
    ConformanceCase("a member that is cancelled while its request is open settles at once, then ends") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      let later = bench.clock.now + .seconds(600)
      _ = try await bench.store.hold(fence, until: later, error: Sample.fault, rung: Sample.rung, calls: 1)
      #expect(try await bench.cancel(jobs[0].id) == .requested)
      let again = try #require(await bench.claim(by: "b").first)
      #expect(again.cancelRequested && again.openRequest != nil)
      let held = try await bench.store.hold(
        try #require(again.openRequest), until: bench.clock.now, error: Sample.fault, rung: Sample.rung, calls: 1)
      #expect(held)
      #expect(try await bench.state(jobs[0].id) == .ready, "cancelled only once it is settled")
      let last = try await bench.take(jobs[0].id)
      #expect(try await bench.settle(try #require(last.openRequest), [last], instances: [0: "i-0"]))
      #expect(try await bench.state(jobs[0].id) == .cancelled)
      #expect(try await bench.terminations() == ["i-0"])
    },
  ]

  static let rescuing = [
    ConformanceCase("the members of an open request are rescued together") { bench in
      let (jobs, _, fence) = try await bench.openRequest(3)
      bench.clock.advance(by: .seconds(20))
      #expect(try await bench.store.heartbeat([jobs[0].fence], holder: "a", lease: .seconds(30)).isEmpty)
      bench.clock.advance(by: .seconds(20))
      #expect(try await bench.store.rescue() == jobs.map(\.id))
      #expect(try await bench.store.holds(fence) == false)
      #expect(try await bench.claim(1, by: "b").map(\.id) == jobs.map(\.id))
    },
    ConformanceCase("a heartbeat of the members keeps their request") { bench in
      let (jobs, _, fence) = try await bench.openRequest(2)
      for _ in 1...5 {
        bench.clock.advance(by: .seconds(20))
        #expect(try await bench.store.heartbeat(jobs.map(\.fence), holder: "a", lease: .seconds(30)).isEmpty)
      }
      #expect(try await bench.store.holds(fence))
      #expect(try await bench.store.rescue().isEmpty)
    },
    ConformanceCase("a job is never poison while its request is open") { bench in
      let (jobs, _, _) = try await bench.openRequest()
      for _ in 0..<(JobDefaults.maxRescues + 2) {
        bench.clock.advance(by: .seconds(31))
        _ = try await bench.store.rescue()
        #expect(try await bench.state(jobs[0].id) == .ready)
        _ = try await bench.take(jobs[0].id)
      }
      #expect(try await bench.record(jobs[0].id).hasOpenRequest)
    },
    ConformanceCase("rescue does not end a cancelled member whose request is open") { bench in
      let (jobs, _, _) = try await bench.openRequest()
      _ = try await bench.cancel(jobs[0].id)
      bench.clock.advance(by: .seconds(31))
      _ = try await bench.store.rescue()
      #expect(try await bench.state(jobs[0].id) == .ready)
      #expect(try await bench.take(jobs[0].id, by: "b").cancelRequested)
    },
  ]
}
