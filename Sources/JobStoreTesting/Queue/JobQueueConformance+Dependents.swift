import JobModel
import Testing

extension JobQueueConformance {
  static let depending = [
    ConformanceCase("a success makes what depends on it ready at once, or at its own later time") { bench in
      let later = bench.clock.now + .seconds(1000)
      let ids = try await bench.enqueue(
        Sample.job(), Sample.wait(after: .entry(0)), Sample.wait(after: .entry(0), runAt: later),
        Sample.tag(after: .entry(1)))
      #expect(try await bench.states(ids[1], ids[2], ids[3]) == [.blocked, .blocked, .blocked])
      bench.clock.advance(by: .seconds(10))
      try await bench.end(ids[0], .succeed(Sample.result("i-1")))
      #expect(try await bench.states(ids[1], ids[2], ids[3]) == [.ready, .ready, .blocked])
      #expect(try await bench.record(ids[1]).runAt == bench.clock.now)
      #expect(try await bench.record(ids[2]).runAt == later)
    },
    ConformanceCase("a failure fails what depends on it, however far, and names the root") { bench in
      let ids = try await bench.enqueue(
        Sample.job(), Sample.wait(after: .entry(0)), Sample.tag(after: .entry(1)), Sample.tag(after: .entry(2)))
      try await bench.end(ids[0], .fail(Sample.capacity))
      for id in ids.dropFirst() {
        let record = try await bench.record(id)
        let error = try #require(record.error)
        #expect(record.state == .failed && record.finishedAt == bench.clock.now && record.attempts.isEmpty)
        #expect(error.code == "DependencyFailed" && error.errorClass == .dependency)
        #expect(error.message == "launch job \(ids[0]) failed: InsufficientInstanceCapacity: none left")
        #expect(error.hint == "geuse requeue \(ids[0])")
      }
    },
    ConformanceCase("a cancelled job fails what depends on it") { bench in
      let ids = try await bench.enqueue(Sample.job(), Sample.wait(after: .entry(0)))
      #expect(try await bench.cancel(ids[0]) == .done)
      #expect(try await bench.record(ids[1]).error?.message == "launch job \(ids[0]) was cancelled")
    },
    ConformanceCase("a job that waits for completion runs whatever the outcome") { bench in
      for outcome in [JobOutcome.succeed(Sample.result("i-1")), .fail(Sample.fault)] {
        let ids = try await bench.enqueue(
          Sample.job(), Sample.wait(after: .entry(0)), Sample.wait(after: .entry(0), condition: .completion),
          Sample.wait(after: .entry(1), condition: .completion))
        try await bench.end(ids[0], outcome)
        #expect(try await bench.state(ids[2]) == .ready)
        let end: JobState = outcome == .fail(Sample.fault) ? .failed : .ready
        #expect(try await bench.states(ids[1], ids[3]) == [end, end == .failed ? .ready : .blocked])
      }
    },
    ConformanceCase("a retry, a release and a park leave what depends on the job blocked") { bench in
      let ids = try await bench.enqueue(Sample.wait(on: "i-1"), Sample.tag(after: .entry(0)))
      let plan = PollPlan(instanceID: "i-1", nextLook: bench.clock.now)
      for outcome in [.release, .retry(at: bench.clock.now, Sample.fault, counted: true), JobOutcome.poll(plan)] {
        try await bench.end(ids[0], outcome)
        #expect(try await bench.state(ids[1]) == .blocked)
      }
    },
    ConformanceCase("a hundred dependents move in the transaction that ends their job") { bench in
      let jobs = [Sample.job()] + (0..<100).map { _ in Sample.wait(after: .entry(0)) }
      let ids = try await bench.store.enqueue(jobs).map(\.id)
      try await bench.end(ids[0], .succeed(Sample.result("i-1")))
      #expect(try await bench.claim(200).count == 100)
    },
  ]
}
