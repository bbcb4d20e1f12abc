import JobModel
import Testing

@Suite("A bucket of AWS's, kept on our side") struct TokenBucketTests {
  /// RunInstances': 5 at once, 2 a second after that.
  private var bucket = TokenBucket(TokenBucket.Limit(burst: 5, perSecond: 2), at: time(0))

  private static func time(_ milliseconds: Int64, boot: String = "a") -> BootTime {
    BootTime(bootID: boot, milliseconds: 1_000_000 + milliseconds)
  }

  private mutating func delay(
    _ counts: ClosedRange<Int> = 1...1, at time: Int64, longest: Duration = .seconds(60)
  ) -> Int64? {
    guard case .granted(let reservation) = bucket.reserve(counts, at: Self.time(time), longestWait: longest) else {
      return nil
    }
    return reservation.delay.milliseconds
  }

  private mutating func comeBack(at time: Int64, longest: Duration) -> Int64? {
    guard case .refused(let wait) = bucket.reserve(1...1, at: Self.time(time), longestWait: longest) else { return nil }
    return wait.milliseconds
  }

  @Test mutating func aBurstGoesAtOnceAndTheNextWaitTheirTurn() {
    #expect((0..<8).map { _ in delay(at: 0) } == [0, 0, 0, 0, 0, 500, 1_000, 1_500])
    // A second has given back two of the three that were promised.
    #expect(delay(at: 1_000) == 1_000)
    #expect(delay(at: 100_000) == 0)
  }

  @Test(arguments: [
    // tokens taken before, asked for at least and at most, granted, delay
    (0, 1, 100, 5, 0), (0, 3, 3, 3, 0), (3, 1, 100, 2, 0), (5, 1, 100, 1, 500), (7, 1, 100, 1, 1_500),
    (4, 2, 2, 2, 500),
  ])
  func asManyAsThereAre(taken: Int, least: Int, most: Int, granted: Int, delay: Int64) {
    var bucket = bucket
    if taken > 0 { _ = bucket.reserve(taken...taken, at: Self.time(0), longestWait: .seconds(60)) }
    #expect(
      bucket.reserve(least...most, at: Self.time(0), longestWait: .seconds(60))
        == .granted(
          TokenReservation(counts: [granted], delay: .milliseconds(delay), madeAt: Self.time(0))))
  }

  @Test mutating func whoWouldWaitTooLongTakesNothingAndHasATimeOfHisOwn() {
    for _ in 0..<7 { _ = delay(at: 0) }
    #expect(comeBack(at: 0, longest: .seconds(1)) == 1_500)
    #expect(comeBack(at: 0, longest: .seconds(1)) == 2_000)
    #expect(comeBack(at: 0, longest: .seconds(1)) == 2_500)
    // Nothing was taken: who waits longer has what they would have had.
    #expect(delay(at: 0) == 1_500)
    // At their times they find a token; the next in line is told a time behind all of them.
    #expect(delay(at: 2_000, longest: .seconds(1)) == 0)
    #expect(delay(at: 2_500, longest: .seconds(1)) == 0)
    #expect(delay(at: 10_000, longest: .zero) == 0)
  }

  @Test mutating func theLineIsAsLongAsItIsWhoeverComes() {
    for _ in 0..<5 { _ = delay(at: 0) }
    let told = (0..<100).map { _ in comeBack(at: 0, longest: .zero) }
    #expect(told == (1...100).map { Int64($0) * 500 })
    // All come back at their times: nobody is sent away again.
    #expect((1...100).allSatisfy { delay(at: Int64($0) * 500, longest: .zero) == 0 })
  }

  /// A hundred launches that may go twenty at a time: the next hundred are told when those will have gone.
  @Test func whoeverComesForManyStandsInLineForAllOfThem() {
    var bucket = TokenBucket(TokenBucket.Limit(burst: 1_000, perSecond: 2), at: Self.time(0))
    _ = bucket.reserve(1_000...1_000, at: Self.time(0), longestWait: .zero)
    let told = (0..<3).map { _ in bucket.reserve(20...100, at: Self.time(0), longestWait: .seconds(5)) }
    #expect(told == [10, 60, 110].map { TokenAnswer.refused(comeBackAfter: .seconds($0)) })
    #expect(
      bucket.reserve(20...100, at: Self.time(10_000), longestWait: .zero)
        == .granted(TokenReservation(counts: [20], delay: .zero, madeAt: Self.time(10_000))))
  }

  @Test func whatComesBackToAFullBucketComesALagLater() {
    var bucket = TokenBucket(TokenBucket.Limit(burst: 100, perSecond: 2, lag: .milliseconds(500)), at: Self.time(0))
    func tokens(at time: Int64) -> Double {
      bucket.refill(to: Self.time(time))
      return bucket.tokens
    }
    _ = bucket.reserve(60...60, at: Self.time(1_000), longestWait: .zero)
    _ = bucket.reserve(40...40, at: Self.time(1_000), longestWait: .zero)
    #expect(tokens(at: 1_200) == 0 && tokens(at: 1_500) == 0 && tokens(at: 2_500) == 2)
    // Half empty, it gains at once.
    _ = bucket.reserve(2...2, at: Self.time(2_500), longestWait: .zero)
    #expect(tokens(at: 3_000) == 1)
    // A clock that went back costs a lag at most.
    #expect(tokens(at: 0) == 1 && tokens(at: 1_000) == 3)
  }

  @Test mutating func aLineThatNobodyStandsInAnyMoreIsForgotten() {
    for _ in 0..<5 { _ = delay(at: 0) }
    for _ in 0..<1_000 { _ = comeBack(at: 0, longest: .zero) }
    // None of them came, and it is full.
    for _ in 0..<5 { #expect(delay(at: 3_000, longest: .zero) == 0) }
    #expect(comeBack(at: 3_000, longest: .zero) == 500)
  }

  @Test mutating func aRefusalEmptiesItAndHalvesItsRefillForAWhile() {
    bucket.throttle(at: Self.time(0), reservedAt: Self.time(0))
    #expect(bucket.pace == 0.5 && bucket.tokens == 0)
    // One a second, a little sooner as the pace rises.
    let first = delay(at: 0) ?? 0
    #expect((980...1_000).contains(first))
    bucket.refill(to: Self.time(60_000))
    #expect(bucket.pace == 1 && bucket.tokens == 5)
  }

  @Test mutating func itNeverStandsStill() {
    for second in 0..<20 { bucket.throttle(at: Self.time(Int64(second)), reservedAt: Self.time(Int64(second))) }
    #expect(bucket.pace < 0.13 && bucket.pace >= 1.0 / 8)
    // A quarter of a token a second.
    let first = delay(at: 20) ?? 0
    #expect((3_000...4_000).contains(first))
    var again = bucket
    again.refill(to: Self.time(20 + first))
    #expect(abs(again.tokens) < 0.001, "the time told is the time it takes: \(again.tokens)")
  }

  @Test mutating func callsThatWereUnderWaySlowItOnce() {
    for time in [0, 10, 20, 30] as [Int64] { bucket.throttle(at: Self.time(100 + time), reservedAt: Self.time(time)) }
    #expect((0.5...0.51).contains(bucket.pace))
    // One that had its token after that is news.
    bucket.throttle(at: Self.time(200), reservedAt: Self.time(150))
    #expect((0.25...0.26).contains(bucket.pace))
  }

  @Test mutating func whatWasPromisedBeforeARefusalStandsNoLonger() {
    for _ in 0..<9 { _ = delay(at: 0) }
    #expect(bucket.stands(Self.time(0)))
    bucket.throttle(at: Self.time(100), reservedAt: Self.time(0))
    #expect(!bucket.stands(Self.time(99)) && bucket.stands(Self.time(101)))
    // The four that waited ask again: nothing is promised any more.
    #expect(bucket.tokens == 0)
  }

  @Test mutating func anotherBootFindsItFull() {
    for _ in 0..<50 { _ = delay(at: 0) }
    bucket.throttle(at: Self.time(0), reservedAt: Self.time(0))
    bucket.refill(to: Self.time(-900_000, boot: "b"))
    #expect(bucket == TokenBucket(bucket.limit, at: Self.time(-900_000, boot: "b")))
  }

  @Test mutating func aClockThatGoesBackGivesNothingAndHoldsNothingUp() {
    for _ in 0..<5 { _ = delay(at: 10_000) }
    bucket.throttle(at: Self.time(10_000), reservedAt: Self.time(10_000))
    bucket.refill(to: Self.time(0))
    #expect(bucket.tokens == 0)
    #expect(bucket.stands(Self.time(1)))
    bucket.refill(to: Self.time(60_000))
    #expect(bucket.tokens == 5)
  }

  @Test mutating func whatWasNotUsedIsGivenBackAndNoMore() {
    _ = delay(4...4, at: 0)
    bucket.giveBack(2, at: Self.time(0))
    #expect(bucket.tokens == 3)
    bucket.giveBack(100, at: Self.time(0))
    #expect(bucket.tokens == 5)
  }

  /// Who is told to come back is told a time as if what was not used had never been taken.
  @Test mutating func whatIsGivenBackIsNotWaitedFor() {
    for _ in 0..<20 {
      _ = delay(4...4, at: 0)
      bucket.giveBack(4, at: Self.time(0))
    }
    #expect(bucket.tokens == 5 && bucket.line == 5)
  }

  @Test mutating func whoDoesNotKeepHisTimeMovesNobodyBack() {
    _ = delay(5...5, at: 0)
    let answers = (0..<3).map { _ in
      bucket.reserve(1...1, at: Self.time(0), longestWait: .zero, keepsTime: false)
    }
    #expect(Set(answers.map { "\($0)" }).count == 1)
    #expect(bucket.line == 0)
  }

  @Test mutating func aLowerLimitThanTheOneOnRecordHoldsAtOnce() {
    var smaller = TokenBucket(
      TokenBucket.Limit(burst: 2, perSecond: 1), tokens: bucket.tokens, line: bucket.line, pace: 1, at: bucket.at,
      throttledAt: nil)
    smaller.refill(to: Self.time(0))
    #expect(smaller.tokens == 2 && smaller.line == 2)
  }
}
