import JobModel
import Testing

extension LaunchLedgerConformance {
  static let opening = [
    ConformanceCase("an opened request reads back as it was asked for") { bench in
      let (jobs, request, fence) = try await bench.openRequest(3)
      #expect(request == (try await bench.store.launchRequest(request.id)))
      #expect(request.uuid == "uuid-one" && request.clientToken == "token-one" && request.region == Sample.region)
      #expect(request.rung == Sample.rung && request.state == .open && request.openedAt == bench.clock.now)
      #expect(String(decoding: request.parameters, as: UTF8.self) == "Action=RunInstances&Name=one")
      #expect(request.members == jobs.map(\.id) && request.sends.isEmpty && request.instances.isEmpty)
      #expect(fence.id == request.id)
      for job in jobs { #expect(try await bench.record(job.id).hasOpenRequest) }
      #expect(try await bench.store.launchRequest(request.id + 1) == nil)
    },
    ConformanceCase("members keep the order they were named in") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.job(), Sample.job())
      let jobs = try await bench.claim(exactly: 3)
      let opened = try #require(await bench.open([jobs[2], jobs[0], jobs[1]]))
      #expect(opened.request.members == [ids[2], ids[0], ids[1]])
    },
    ConformanceCase("nothing is opened where a member's lease was lost") { bench in
      _ = try await bench.enqueue(Sample.job(), Sample.job())
      let jobs = try await bench.claim(exactly: 2)
      try await bench.finish(jobs[1], .release)
      #expect(try await bench.open(jobs) == nil)
      #expect(try await bench.state(jobs[0].id) == .running)
      #expect(try await bench.record(jobs[0].id).hasOpenRequest == false)
    },
    ConformanceCase("a member that was cancelled ends, nothing is opened, the others stay leased") { bench in
      _ = try await bench.enqueue(Sample.job(), Sample.job())
      let jobs = try await bench.claim(exactly: 2)
      _ = try await bench.cancel(jobs[1].id)
      #expect(try await bench.open(jobs) == nil)
      #expect(try await bench.states(jobs[0].id, jobs[1].id) == [.running, .cancelled])
      #expect(try await bench.open([jobs[0]]) != nil)
    },
    ConformanceCase("a job is in one open request at a time") { bench in
      let open = try await bench.openRequest()
      #expect(try await bench.open(open.jobs, named: "two") == nil)
    },
    ConformanceCase("a token and a uuid serve one request") { bench in
      _ = try await bench.openRequest(named: "one")
      await #expect(throws: (any Error).self) { try await bench.openRequest(named: "one") }
    },
    ConformanceCase("a job with an open request ends only with it") { bench in
      let (jobs, _, _) = try await bench.openRequest()
      #expect(try await bench.finish(jobs[0], .succeed(Sample.result("i-1"))) == false)
      #expect(try await bench.finish(jobs[0], .fail(Sample.fault)) == false)
      #expect(try await bench.state(jobs[0].id) == .running)
    },
  ]

  static let sending = [
    ConformanceCase("a send is known from its signature on, and by its answer once there is one") { bench in
      let (_, request, fence) = try await bench.openRequest()
      let signed = bench.clock.now - .seconds(1)
      let send = try await bench.store.recordSend(fence, signedAt: signed, worker: "a")
      var sends = try #require(await bench.store.launchRequest(request.id)).sends
      #expect(sends == [LaunchSend(id: send, signedAt: signed, signedBoot: bench.clock.boot)])
      #expect(sends[0].isUnresolved)
      let answer = SendAnswer(.refused, code: "InsufficientInstanceCapacity", message: "m", requestID: "r", status: 500)
      try await bench.store.recordAnswer(send, answer)
      sends = try #require(await bench.store.launchRequest(request.id)).sends
      #expect(sends[0].answer == .refused && sends[0].code == "InsufficientInstanceCapacity")
    },
    ConformanceCase("an answer stands, but a launch may be learned of after an ambiguous one") { bench in
      let (_, request, fence) = try await bench.openRequest()
      let table: [(LaunchSend.Answer, LaunchSend.Answer, LaunchSend.Answer)] = [
        (.ambiguous, .launched, .launched), (.launched, .ambiguous, .launched), (.refused, .launched, .refused),
        (.ambiguous, .refused, .ambiguous), (.notSent, .ambiguous, .notSent),
      ]
      for (first, second, kept) in table {
        let send = try await bench.store.recordSend(fence, signedAt: bench.clock.now, worker: "a")
        try await bench.store.recordAnswer(send, SendAnswer(first))
        try await bench.store.recordAnswer(send, SendAnswer(second))
        #expect(try #require(await bench.store.launchRequest(request.id)).sends.last?.answer == kept)
      }
    },
    ConformanceCase("nothing may be sent after the lease expired, was lost, or the request closed") { bench in
      let (jobs, _, fence) = try await bench.openRequest()
      #expect(try await bench.store.holds(fence))
      #expect(try await bench.store.holds(Fence(id: fence.id, token: fence.token + 1)) == false)
      bench.clock.advance(by: .seconds(30))
      #expect(try await bench.store.holds(fence) == false)
      try await bench.expectNoSend(fence)
      // Nobody has taken it yet: a heartbeat brings it back.
      #expect(try await bench.store.heartbeat(jobs.map(\.fence), holder: "a", lease: .seconds(30)).isEmpty)
      #expect(try await bench.store.holds(fence))
      bench.clock.advance(by: .seconds(31))
      _ = try await bench.store.rescue()
      _ = try await bench.take(jobs[0].id, by: "b")
      #expect(try await bench.store.holds(fence) == false)
      try await bench.expectNoSend(fence)
    },
    ConformanceCase("an answer is recorded after the lease was lost") { bench in
      let (_, request, fence) = try await bench.openRequest()
      let send = try await bench.store.recordSend(fence, signedAt: bench.clock.now, worker: "a")
      bench.clock.advance(by: .seconds(31))
      _ = try await bench.store.rescue()
      try await bench.store.recordAnswer(send, SendAnswer(.launched))
      #expect(try #require(await bench.store.launchRequest(request.id)).sends[0].answer == .launched)
    },
  ]
}

extension Bench {
  fileprivate func expectNoSend(
    _ fence: Fence, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    await #expect(throws: StoreError.leaseLost(fence), sourceLocation: sourceLocation) {
      try await store.recordSend(fence, signedAt: clock.now, worker: "a")
    }
  }
}
