import JobModel
import Testing

/// What a store must do as ``TokenBuckets``.
package enum TokenBucketsConformance {
  package static let cases = reserving + refusing

  private static let limit = TokenBucket.Limit(burst: 2, perSecond: 1)
  private static let few = TokenDemand(.terminations, limit)

  static let reserving = [
    ConformanceCase("a token is one caller's, whoever asks, and the next wait their turn") {
      (bench: Bench) async throws in
      #expect(try await bench.delays(3) == [.zero, .zero, .seconds(1)])
      bench.clock.advance(by: .seconds(3))
      #expect(try await bench.delays(3) == [.zero, .zero, .seconds(1)])
    },
    ConformanceCase("callers that ask at the same time get as many tokens as there are") {
      (bench: Bench) async throws in
      let delays = try await withThrowingTaskGroup(of: Duration?.self) { group in
        for _ in 0..<20 { group.addTask { try await bench.delay() } }
        return try await group.reduce(into: [Duration?]()) { $0.append($1) }
      }
      let expected: [Duration] = [.zero, .zero] + (1...18).map { .seconds($0) }
      #expect(delays.compactMap(\.self).sorted() == expected)
    },
    ConformanceCase("every region and every bucket is counted for itself") { (bench: Bench) async throws in
      #expect(try await bench.delays(2) == [.zero, .zero])
      #expect(try await bench.delay(region: "us-east-1") == .zero)
      #expect(try await bench.delay(TokenDemand(.launches, limit)) == .zero)
      #expect(try await bench.delay() == .seconds(1))
    },
    ConformanceCase("a call that needs two buckets takes from both, or from none") { (bench: Bench) async throws in
      let instances = TokenDemand(.terminatedInstances, limit, 3...3)
      let answer = try await bench.store.reserve(
        [few, instances], region: Sample.region, longestWait: .zero, keepsTime: true)
      #expect(answer == .refused(comeBackAfter: .seconds(1)))
      #expect(try await bench.delays(2) == [.zero, .zero], "no call was counted")
      let both = try await bench.store.reserve(
        [few, instances], region: Sample.region, longestWait: .seconds(5), keepsTime: true)
      #expect(
        both == .granted(TokenReservation(counts: [1, 3], delay: .seconds(1), madeAt: bench.clock.boot)))
    },
    ConformanceCase("as many instances as there are, at least one; what EC2 did not launch goes back") {
      (bench: Bench) async throws in
      let some = TokenDemand(.launchedInstances, TokenBucket.Limit(burst: 10, perSecond: 1), 1...7)
      func take() async throws -> [Int]? {
        let answer = try await bench.store.reserve(
          [some], region: Sample.region, longestWait: .seconds(1), keepsTime: true)
        guard case .granted(let reservation) = answer else { return nil }
        return reservation.counts
      }
      #expect(try await take() == [7])
      #expect(try await take() == [3])
      #expect(try await take() == [1], "for which it waits")
      #expect(try await take() == nil)
      try await bench.store.giveBack(6, to: some.bucket, some.limit, region: Sample.region)
      #expect(try await take() == [5])
    },
    ConformanceCase("who comes too soon is told a time of his own, and asks again where limits may be others") {
      (bench: Bench) async throws in
      func comeBack() async throws -> Duration? {
        let answer = try await bench.store.reserve([few], region: Sample.region, longestWait: .zero, keepsTime: true)
        guard case .refused(let time) = answer else { return nil }
        return time
      }
      #expect(try await bench.delays(2) == [.zero, .zero])
      for seconds in 1...3 { #expect(try await comeBack() == .seconds(seconds)) }
      let code = "CallHeldBack"
      let held = try await bench.take(bench.enqueueOne())
      let later = bench.clock.now + .seconds(1_000)
      let error = JobError(code: code, class: .throttled, message: "not sent yet", hint: nil)
      try await bench.finish(held, .park(until: later, error))
      try await bench.store.askAnew(heldBack: code)
      #expect(try await bench.record(held.id).runAt == bench.clock.now)
      #expect(try await comeBack() == .seconds(1))
      #expect(try await bench.delay() == .seconds(1), "nobody has that token")
    },
    ConformanceCase("another boot finds every bucket full; a wall clock that is set changes nothing") {
      (bench: Bench) async throws in
      _ = try await bench.delays(10)
      bench.clock.stepWall(by: .seconds(86_400))
      #expect(try await bench.delay() == .seconds(9))
      bench.clock.reboot()
      #expect(try await bench.delays(3) == [.zero, .zero, .seconds(1)])
    },
    ConformanceCase("a boot clock that goes back gives nothing and takes nothing") { (bench: Bench) async throws in
      #expect(try await bench.delays(2) == [.zero, .zero])
      bench.clock.advance(by: .seconds(-3))
      #expect(try await bench.delay() == .seconds(1))
      bench.clock.advance(by: .seconds(1))
      #expect(try await bench.delay() == .seconds(1))
    },
  ]

  static let refusing = [
    ConformanceCase("a refusal slows a bucket for everybody, once for all calls that were under way") {
      (bench: Bench) async throws in
      let store = bench.store
      #expect(try await store.slowed().isEmpty)
      let before = bench.clock.boot
      _ = try await bench.delays(2)
      bench.clock.advance(by: .milliseconds(100))
      for _ in 0..<5 { try await store.throttle(few.bucket, limit, region: Sample.region, reservedAt: before) }
      #expect(
        try await store.slowed() == [SlowedBucket(region: Sample.region, bucket: "TerminateInstances", pace: 0.5)])
      let delay = try #require(await bench.delay())
      #expect(delay > .milliseconds(1_900) && delay <= .seconds(2), "\(delay)")
      bench.clock.advance(by: .seconds(60))
      #expect(try await store.slowed().isEmpty)
      #expect(try await bench.delays(3) == [.zero, .zero, .seconds(1)])
    },
    ConformanceCase("what was promised before a refusal stands no longer, what was promised after it does") {
      (bench: Bench) async throws in
      let store = bench.store
      func reserve() async throws -> TokenReservation {
        let answer = try await store.reserve([few], region: Sample.region, longestWait: .seconds(60), keepsTime: true)
        guard case .granted(let reservation) = answer else { throw StoreError.noSuchJob(0) }
        return reservation
      }
      let early = try await reserve()
      #expect(try await store.stands(early, of: [few.bucket], region: Sample.region))
      bench.clock.advance(by: .milliseconds(5))
      try await store.throttle(few.bucket, limit, region: Sample.region, reservedAt: early.madeAt)
      let late = try await reserve()
      #expect(try await store.stands(early, of: [few.bucket], region: Sample.region) == false)
      #expect(try await store.stands(late, of: [few.bucket], region: Sample.region))
      #expect(try await store.stands(early, of: [.launches], region: Sample.region))
      #expect(try await store.stands(early, of: [few.bucket], region: "us-east-1"))
    },
  ]

  fileprivate static var demand: TokenDemand { few }
}

extension Bench {
  /// Nil where it would be more than a minute.
  fileprivate func delay(
    _ demand: TokenDemand = TokenBucketsConformance.demand, region: String = Sample.region
  ) async throws -> Duration? {
    let answer = try await store.reserve([demand], region: region, longestWait: .seconds(60), keepsTime: true)
    guard case .granted(let reservation) = answer else { return nil }
    return reservation.delay
  }

  fileprivate func delays(_ count: Int) async throws -> [Duration?] {
    var delays: [Duration?] = []
    for _ in 0..<count { delays.append(try await delay()) }
    return delays
  }
}
