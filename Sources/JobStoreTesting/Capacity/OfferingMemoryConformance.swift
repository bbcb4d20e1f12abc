import JobModel
import Testing

/// What a store must do as an ``OfferingMemory`` and as ``RegionFacts``.
package enum OfferingMemoryConformance {
  package static let cases = closing + probing + numbers + facts

  static let key = ClosingKey(.offering, "on-demand t3.medium eu-west-1a")
  static let other = ClosingKey(.offering, "on-demand t3.medium eu-west-1b")

  static let closing = [
    ConformanceCase("a refusal rests for 15 s, then 30 s, then 60 s at most, while they follow one another") { bench in
      for seconds in [15, 30, 60, 60] as [Int64] {
        try await bench.refuse(key)
        #expect(try await bench.closing(key).reopensAt == bench.clock.now + .seconds(seconds))
        bench.clock.advance(by: .seconds(seconds))
      }
      #expect(try await bench.closing(key).refusals == 4)
    },
    ConformanceCase("a refusal that was under way while it rests changes nothing") { bench in
      try await bench.refuse(key)
      let first = try await bench.closing(key)
      bench.clock.advance(by: .seconds(14))
      try await bench.refuse(key)
      #expect(try await bench.closing(key) == first)
    },
    ConformanceCase("a closing has its region, what EC2 said, and a rest of its own where one is given") { bench in
      try await bench.store.close([
        Refusal(
          region: Sample.region, key: key, code: "VcpuLimitExceeded", errorClass: .quota, message: "16 of 16",
          requestID: "r-1",
          suggestedZones: ["eu-west-1c"], rest: .seconds(3_600))
      ])
      let closing = try await bench.closing(key)
      #expect(closing.reopensAt == bench.clock.now + .seconds(3_600))
      #expect(closing.errorClass == .quota)
      #expect(closing.code == "VcpuLimitExceeded" && closing.message == "16 of 16" && closing.requestID == "r-1")
      #expect(closing.suggestedZones == ["eu-west-1c"])
      #expect(try await bench.store.closings(region: "us-east-1").isEmpty)
      #expect(try await bench.store.closings(region: nil).count == 1)
    },
    ConformanceCase("what nobody tried for a day is forgotten with the next refusal in its region") { bench in
      try await bench.refuse(key)
      bench.clock.advance(by: .seconds(15 + 86_400))
      try await bench.refuse(other)
      #expect(try await bench.store.closings(region: nil).count == 2)
      bench.clock.advance(by: .seconds(15))
      try await bench.refuse(other)
      #expect(try await bench.store.closings(region: nil).map(\.key) == [other])
    },
    ConformanceCase("refusals that lie far apart do not follow one another") { bench in
      for _ in 0..<2 {
        try await bench.refuse(key)
        #expect(try await bench.closing(key).refusals == 1)
        bench.clock.advance(by: .seconds(15 + 301))
      }
    },
    ConformanceCase("what is opened is forgotten, and the next refusal begins anew") { bench in
      try await bench.refuse(key)
      #expect(try await bench.store.open(region: Sample.region, keys: [key, other]) == 1)
      #expect(try await bench.store.closings(region: nil).isEmpty)
      try await bench.refuse(key)
      #expect(try await bench.closing(key).refusals == 1)
    },
    ConformanceCase("a parked job runs at the first reopening on its ladder, and leaves no attempt") { bench in
      let job = try await bench.take(bench.enqueueOne())
      try await bench.store.remember(ladder: [[key], [other]], spec: job.specID, region: Sample.region)
      try await bench.refuse(key)
      bench.clock.advance(by: .seconds(5))
      try await bench.refuse(other)
      let wrong = bench.clock.now + .seconds(500)
      #expect(try await bench.finish(job, .park(until: wrong, Sample.capacity)))
      let parked = try await bench.record(job.id)
      #expect(parked.state == .ready && parked.error == Sample.capacity && parked.attempts.isEmpty)
      #expect(parked.runAt == bench.clock.now + .seconds(10), "the first rung opens 15 s after it was closed")
      bench.clock.advance(by: .seconds(10))
      #expect(try await bench.claim(exactly: 1)[0].attempt == 1)
    },
    ConformanceCase("an opening makes the jobs ready that wait for the rung, and no others") { bench in
      let (waiting, elsewhere) = (try await bench.parked(on: [[key]]), try await bench.parked(on: [[other]], name: "b"))
      #expect(try await bench.claim().isEmpty)
      try await bench.store.open(region: Sample.region, keys: [key])
      #expect(try await bench.claim().map(\.id) == [waiting])
      #expect(try await bench.record(elsewhere).runAt > bench.clock.now)
    },
    ConformanceCase("a closing puts off the jobs that wait for it, but not past their deadline") { bench in
      let job = try await bench.parked(on: [[key]], retryFor: .seconds(40))
      bench.clock.advance(by: .seconds(15))
      try await bench.refuse(key)
      #expect(try await bench.record(job).runAt == bench.clock.now + .seconds(25), "30 s would be past its deadline")
    },
    ConformanceCase("what will not open again has those look at once that wait for it") { bench in
      let job = try await bench.parked(on: [[key]])
      bench.clock.advance(by: .seconds(15))
      try await bench.store.close([
        Refusal(
          region: Sample.region, key: key, code: "VcpuLimitExceeded", errorClass: .quota, message: "16 of 16",
          rest: .seconds(60))
      ])
      #expect(try await bench.closing(key).refusals == 2)
      #expect(try await bench.record(job).runAt == bench.clock.now)
    },
    ConformanceCase("a requeue has what rests on its ladder tried at once, but not what a person closed") { bench in
      let operators = ClosingKey(.operator, key.name)
      let job = try await bench.parked(on: [[key], [other, operators]])
      _ = try await bench.store.requeue([job], options: RequeueOptions())
      #expect(try await bench.probe([key], by: "a"))
      #expect(try await bench.closing(operators).reopensAt > bench.clock.now)
    },
    ConformanceCase("a rung is as closed as what keeps it closed the longest") { bench in
      let subnet = ClosingKey(.subnet, "subnet-1")
      let job = try await bench.parked(on: [[key, subnet]])
      bench.clock.advance(by: .seconds(15))
      try await bench.refuse(subnet)
      #expect(try await bench.record(job).runAt == bench.clock.now + .seconds(30))
    },
    ConformanceCase("a parked job may be cancelled, and its cancelling wins over its parking") { bench in
      let job = try await bench.take(bench.enqueueOne())
      _ = try await bench.store.cancel([job.id], keepInstance: false)
      #expect(try await bench.finish(job, .park(until: bench.clock.now, Sample.capacity)))
      #expect(try await bench.state(job.id) == .cancelled)
    },
  ]

  static let probing = [
    ConformanceCase("what rests takes no probe, what has rested takes one") { bench in
      try await bench.refuse(key)
      #expect(try await bench.probe([key], by: "a") == false)
      bench.clock.advance(by: .seconds(15))
      #expect(try await bench.probe([key], by: "a"))
      #expect(try await bench.closing(key).prober == "a")
      bench.clock.advance(by: .seconds(5))
      #expect(try await bench.probe([key], by: "b") == false)
    },
    ConformanceCase("a prober that is lost gives way once its lease ran out, or the machine was restarted") { bench in
      try await bench.refuse(key)
      bench.clock.advance(by: .seconds(15))
      #expect(try await bench.probe([key], by: "a"))
      bench.clock.advance(by: .seconds(29))
      #expect(try await bench.probe([key], by: "b") == false)
      bench.clock.advance(by: .seconds(1))
      #expect(try await bench.probe([key], by: "b"))
      bench.clock.advance(by: .seconds(5))
      bench.clock.reboot()
      #expect(try await bench.probe([key], by: "c"))
    },
    ConformanceCase("a probe takes all that is asked for or nothing") { bench in
      try await bench.refuse(key)
      bench.clock.advance(by: .seconds(5))
      try await bench.refuse(other)
      bench.clock.advance(by: .seconds(10))
      #expect(try await bench.probe([key, other], by: "a") == false)
      #expect(try await bench.closing(key).prober == nil)
      #expect(try await bench.probe([key], by: "a"))
    },
    ConformanceCase("probes of one region keep their distance, whoever takes them") { bench in
      try await bench.refuse(key)
      try await bench.refuse(other)
      bench.clock.advance(by: .seconds(15))
      #expect(try await bench.probe([key], by: "a"))
      #expect(try await bench.probe([other], by: "b") == false)
      bench.clock.advance(by: .milliseconds(2500))
      #expect(try await bench.probe([other], by: "b"))
    },
    ConformanceCase("a job that came too soon for a probe waits until one may be taken") { bench in
      let job = try await bench.parked(on: [[key], [other]])
      bench.clock.advance(by: .seconds(15))
      #expect(try await bench.probe([key], by: "a"))
      #expect(try await bench.record(job).runAt == bench.clock.now + .milliseconds(2500), "the other rung's turn")
    },
    ConformanceCase("while one launch tries, the jobs that wait do not; a refusal frees the try") { bench in
      let job = try await bench.parked(on: [[key]])
      bench.clock.advance(by: .seconds(15))
      #expect(try await bench.probe([key], by: "a"))
      #expect(try await bench.record(job).runAt == bench.clock.now + .seconds(30), "when the try counts as lost")
      try await bench.refuse(key)
      #expect(try await bench.closing(key).prober == nil)
      #expect(try await bench.record(job).runAt == bench.clock.now + .seconds(30), "the second rest")
    },
  ]

  static let numbers = [
    ConformanceCase("where a number was refused one try after the other finds out how many, from the first moment") {
      bench in
      try await bench.refuse(key, atMost: 50)
      #expect(try await bench.closing(key).batchLimit == 50)
      #expect(try await bench.probe([key], by: "a"))
      try await bench.refuse(key, atMost: 50)
      #expect(try await bench.closing(key).prober == "a", "as large a number that was under way is no news")
      try await bench.refuse(key, atMost: 25)
      let fewer = try await bench.closing(key)
      #expect(fewer.batchLimit == 25 && fewer.prober == nil)
      bench.clock.advance(by: .seconds(3))
      #expect(try await bench.probe([key], by: "b"))
      try await bench.refuse(key)
      let alone = try await bench.closing(key)
      #expect(alone.batchLimit == nil && alone.refusals == 1 && alone.reopensAt == bench.clock.now + .seconds(15))
      try await bench.refuse(key, atMost: 10)
      bench.clock.advance(by: .seconds(15))
      try await bench.refuse(key, atMost: 10)
      #expect(try await bench.closing(key) == alone, "a single one was refused since")
    },
    ConformanceCase("a try that told nothing is over for those who wait for it") { bench in
      let job = try await bench.parked(on: [[key]])
      bench.clock.advance(by: .seconds(15))
      #expect(try await bench.probe([key], by: "a"))
      try await bench.store.endProbe(region: Sample.region, holder: "b")
      #expect(try await bench.closing(key).prober == "a")
      try await bench.store.endProbe(region: Sample.region, holder: "a")
      #expect(try await bench.closing(key).prober == nil)
      #expect(try await bench.record(job).runAt == bench.clock.now + RetryPolicy.probeSpacing)
    },
  ]

  static let facts = [
    ConformanceCase("a fact about a region is answered while it is fresh, and a newer one takes its place") { bench in
      #expect(try await bench.store.fact("offered/t3.medium", region: "r", maxAge: .seconds(60)) == nil)
      try await bench.store.storeFact(["ra", "rb"], name: "offered/t3.medium", region: "r")
      #expect(try await bench.store.fact("offered/t3.medium", region: "s", maxAge: .seconds(60)) == nil)
      bench.clock.advance(by: .seconds(60))
      #expect(try await bench.store.fact("offered/t3.medium", region: "r", maxAge: .seconds(60)) == ["ra", "rb"])
      try await bench.store.storeFact([], name: "offered/t3.medium", region: "r")
      #expect(try await bench.store.fact("offered/t3.medium", region: "r", maxAge: .zero) == [])
      bench.clock.advance(by: .milliseconds(1))
      #expect(try await bench.store.fact("offered/t3.medium", region: "r", maxAge: .zero) == nil)
    }
  ]
}

extension Bench {
  fileprivate func refuse(_ key: ClosingKey, atMost limit: Int? = nil) async throws {
    try await store.close([
      Refusal(
        region: Sample.region, key: key, code: "InsufficientInstanceCapacity", message: "none left", batchLimit: limit)
    ])
  }

  fileprivate func closing(_ key: ClosingKey) async throws -> Closing {
    try #require(await store.closings(region: Sample.region).first { $0.key == key })
  }

  fileprivate func probe(_ keys: [ClosingKey], by holder: String) async throws -> Bool {
    try await store.takeProbe(
      region: Sample.region, keys: keys, holder: holder, lease: .seconds(30))
  }

  /// A launch that waits for the first of these rungs, all of them closed just now.
  fileprivate func parked(
    on ladder: [[ClosingKey]], name: String = "a", retryFor: Duration = .seconds(3_600)
  ) async throws -> JobID {
    let spec = JobSpec.launch(LaunchSpec(name: name))
    let job = try await take(enqueue(NewJob(spec: spec, region: Sample.region, retryFor: retryFor))[0])
    try await store.remember(ladder: ladder, spec: job.specID, region: Sample.region)
    for key in ladder.flatMap(\.self) { try await refuse(key) }
    try await finish(job, .park(until: clock.now + .seconds(15), Sample.capacity))
    return job.id
  }
}
