import JobModel
import Testing

extension JobControlConformance {
  static let cancelling = [
    ConformanceCase("a job in nobody's hands is cancelled now") { bench in
      let soon = bench.clock.now + .seconds(60)
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)), Sample.job(runAt: soon))
      let retrying = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      try await bench.end(retrying, .retry(at: soon, Sample.fault, counted: true))
      let polling = try await bench.enqueueOne(Sample.wait(on: "i-1"))
      let job = try await bench.take(polling)
      try await bench.finish(job, .poll(PollPlan(instanceID: "i-1", nextLook: soon)))
      for id in [ids[1], ids[2], retrying, polling, ids[0]] {
        #expect(try await bench.cancel(id) == .done)
        let record = try await bench.record(id)
        #expect(record.state == .cancelled && record.finishedAt == bench.clock.now)
      }
      #expect(try await bench.record(polling).attempts.map(\.outcome) == [.cancelled])
      #expect(try await bench.finish(job, .succeed(Sample.result("i-1"))) == false)
      #expect(try await bench.claim().isEmpty)
    },
    ConformanceCase("a running job is asked to stop") { bench in
      let id = try await bench.enqueueOne()
      _ = try await bench.take(id)
      #expect(try await bench.cancel(id) == .requested)
      let record = try await bench.record(id)
      #expect(record.state == .running && record.cancelRequested)
    },
    ConformanceCase("a final job is left as it is") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.job(), Sample.job())
      try await bench.end(ids[0], .succeed(Sample.result("i-1")))
      try await bench.end(ids[1], .fail(Sample.fault))
      _ = try await bench.cancel(ids[2])
      #expect(try await bench.cancel(ids[0]) == .refused("is succeeded"))
      #expect(try await bench.cancel(ids[1]) == .refused("is failed"))
      #expect(try await bench.cancel(ids[2]) == .refused("is cancelled"))
    },
    ConformanceCase("a job and its dependent that are cancelled together are both cancelled") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      let results = try await bench.store.cancel([ids[0], ids[1]], keepInstance: false)
      #expect(results == ids.map { ControlResult(id: $0, effect: .done) })
      #expect(try await bench.states(ids[0], ids[1]) == [.cancelled, .cancelled])
    },
    ConformanceCase("an order about a job that is not there changes nothing") { bench in
      let id = try await bench.enqueueOne()
      await #expect(throws: StoreError.noSuchJob(99)) { try await bench.store.cancel([id, 99], keepInstance: false) }
      await #expect(throws: StoreError.noSuchJob(99)) {
        try await bench.store.requeue([id, 99], options: RequeueOptions())
      }
      #expect(try await bench.state(id) == .ready)
    },
  ]
}
