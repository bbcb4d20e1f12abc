import Foundation
import JobModel
import Testing

extension JobQueueConformance {
  static let enqueueing = [
    ConformanceCase("enqueue stores what was asked for, ids in order") { bench in
      let job = NewJob(
        spec: .launch(LaunchSpec(name: "n")), region: "us-east-1", deployment: "d", queue: "q", priority: 7,
        uniqueKey: "k", maxFailures: 3, retryFor: .seconds(60))
      let ids = try await bench.enqueue(job, Sample.job())
      #expect(ids[0] < ids[1])
      let record = try await bench.record(ids[0])
      #expect(record.spec == job.spec)
      #expect(record.region == "us-east-1" && record.deployment == "d" && record.queue == "q" && record.priority == 7)
      #expect(record.uniqueKey == "k" && record.maxFailures == 3 && record.state == .ready)
      #expect(record.runAt == bench.clock.now && record.createdAt == bench.clock.now)
      #expect(record.startedAt == nil && record.deadline == nil && record.attempts.isEmpty)
    },
    ConformanceCase("every kind of spec comes back as it went in") { (bench: Bench) async throws in
      let specs: [JobSpec] = [
        .launch(
          LaunchSpec(instanceTypes: ["t3.micro", "t3.small"], userData: Data([0, 255]), tags: ["a/b": "ü\"\\"])),
        .wait(WaitSpec(goal: .running, instanceID: "i-1", timeout: 1, checksTimeout: 2)),
        .tag(TagSpec(tags: ["k": "v"], instanceID: "i-1")), .terminate(TerminateSpec(instanceID: "i-1")),
      ]
      for spec in specs { #expect(try await bench.record(bench.enqueueOne(Sample.job(spec))).spec == spec) }
    },
    ConformanceCase("a unique key answers the job it knows, whatever its state") { bench in
      let first = try await bench.enqueueOne(Sample.job(key: "u"))
      try await bench.end(first, .fail(Sample.fault))
      let again = try await bench.store.enqueue([Sample.job(key: "u")])
      #expect(again == [EnqueuedJob(id: first, existing: true)])
    },
    ConformanceCase("a larger count adds only what is missing") { bench in
      let three = try await bench.store.enqueue((1...3).map { Sample.job(key: "u/\($0)") })
      let five = try await bench.store.enqueue((1...5).map { Sample.job(key: "u/\($0)") })
      #expect(five.map(\.existing) == [true, true, true, false, false])
      #expect(five.prefix(3).map(\.id) == three.map(\.id))
    },
    ConformanceCase("a key that appears twice in one call is one job") { bench in
      let answers = try await bench.store.enqueue([Sample.job(key: "u"), Sample.job(key: "u")])
      #expect(answers[0].id == answers[1].id && answers.map(\.existing) == [false, true])
    },
    ConformanceCase("a unique key with another spec, region or deployment is refused, and nothing is stored") { bench in
      let first = try await bench.enqueueOne(Sample.job(key: "u"))
      let others = [
        Sample.job(.launch(LaunchSpec(name: "other")), key: "u"), Sample.job(key: "u", region: "us-east-1"),
        Sample.job(key: "u", deployment: "d"),
      ]
      for other in others {
        await #expect(throws: StoreError.uniqueKeyConflict(key: "u", job: first)) {
          try await bench.store.enqueue([Sample.job(), other])
        }
      }
      #expect(try await bench.jobs().count == 1)
    },
    ConformanceCase("a job whose rival key is in use is refused, and nothing is stored") { bench in
      let first = try await bench.enqueueOne(Sample.job(key: "u"))
      var numbered = Sample.job(key: "u/1")
      numbered.rivalKey = "u"
      await #expect(throws: StoreError.rivalKeyInUse(key: "u/1", rival: "u", job: first)) {
        try await bench.store.enqueue([Sample.job(), numbered])
      }
      #expect(try await bench.jobs().count == 1)
      numbered.rivalKey = "v"
      let second = try await bench.enqueueOne(numbered)
      numbered.rivalKey = "u"
      #expect(try await bench.store.enqueue([numbered]) == [EnqueuedJob(id: second, existing: true)])
    },
    ConformanceCase("an unknown dependency is refused, and nothing is stored") { (bench: Bench) async throws in
      await #expect(throws: StoreError.noSuchJob(99)) {
        try await bench.store.enqueue([Sample.job(), Sample.wait(after: .job(99))])
      }
      #expect(try await bench.jobs().isEmpty)
    },
    ConformanceCase("a job starts as the end of its dependency implies") { bench in
      let succeeded = try await bench.launched("i-1")
      let failed = try await bench.enqueueOne()
      try await bench.end(failed, .fail(Sample.fault))
      let ids = try await bench.enqueue(
        Sample.wait(after: .job(succeeded)), Sample.wait(after: .job(failed)),
        Sample.wait(after: .job(failed), condition: .completion), Sample.wait(after: .entry(1)))
      let records = [try await bench.record(ids[0]), try await bench.record(ids[1]), try await bench.record(ids[3])]
      #expect(try await bench.states(ids[0], ids[1], ids[2], ids[3]) == [.ready, .failed, .ready, .failed])
      #expect(records[1].error?.code == "DependencyFailed")
      #expect(records[2].error?.hint == "geuse requeue \(failed)", "the root, not the job in between")
    },
    ConformanceCase("a job of a later run_at is scheduled until then") { bench in
      let id = try await bench.enqueueOne(Sample.job(runAt: bench.clock.now + .seconds(60)))
      #expect(try await bench.claim().isEmpty)
      #expect(try await bench.record(id).shownState(at: bench.clock.now) == .scheduled)
      bench.clock.advance(by: .seconds(60))
      #expect(try await bench.claim().map(\.id) == [id])
    },
  ]
}
