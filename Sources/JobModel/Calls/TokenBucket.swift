/// AWS's token bucket as this side keeps it: calls take tokens, time gives them back, and who finds none is promised
/// the next ones.
///
/// A pure value: every operation is told the time, on the boot clock. A bucket from another boot is full, and a clock
/// that goes back gives nothing and takes nothing.
package struct TokenBucket: Sendable, Equatable {
  package struct Limit: Sendable, Hashable {
    /// How many tokens it holds at most.
    package var burst: Double
    /// How many come back in a second; more than none.
    package var perSecond: Double
    /// How long after the first one of a full bucket was taken it is that they begin to come back: AWS counts a call
    /// when it gets there.
    package var lag: Duration

    package init(burst: Double, perSecond: Double, lag: Duration = .zero) {
      self.burst = burst
      self.perSecond = perSecond
      self.lag = lag
    }
  }

  /// How little of the refill is counted on at worst, and how long it takes from there to all of it.
  package static let leastPace = 1.0 / 8
  package static let recovery: Duration = .seconds(60)
  private static let recoveryPerSecond = (1 - leastPace) / recovery.inSeconds

  package let limit: Limit
  /// Below zero: so many are promised to callers that wait.
  package private(set) var tokens: Double
  /// What would be left if all who were told to come back had taken theirs, so that no two are told the same time.
  package private(set) var line: Double
  /// The share of the refill that is counted on: 1, and less for a while after AWS refused a call.
  package private(set) var pace: Double
  /// When all this was so.
  package private(set) var at: BootTime
  /// When AWS last refused a call that had its token.
  package private(set) var throttledAt: BootTime?

  package init(_ limit: Limit, at now: BootTime) {
    self.init(limit, tokens: limit.burst, line: limit.burst, pace: 1, at: now, throttledAt: nil)
  }

  package init(_ limit: Limit, tokens: Double, line: Double, pace: Double, at: BootTime, throttledAt: BootTime?) {
    self.limit = limit
    self.tokens = tokens
    self.line = line
    self.pace = pace
    self.at = at
    self.throttledAt = throttledAt
  }

  /// Takes as many tokens of the range as are there, and at least its first number, however long they take to come.
  ///
  /// Where that is longer than the longest wait, nothing is taken.
  /// - Parameter keepsTime: whether who is told to come back does so then, for all that it wants: the next one is told a
  ///   later time.
  package mutating func reserve(
    _ counts: ClosedRange<Int>, at now: BootTime, longestWait: Duration, keepsTime: Bool = true
  ) -> TokenAnswer {
    refill(to: now)
    let wasFull = tokens == limit.burst
    let count = counts.clamp(tokens.rounded(.down))
    let wait = seconds(toRefill: Double(count) - tokens)
    guard wait <= longestWait.inSeconds else {
      let time = seconds(toRefill: Double(count) - line)
      if keepsTime { line -= Double(counts.upperBound) }
      return .refused(comeBackAfter: .roundingUp(seconds: time))
    }
    tokens -= Double(count)
    line = min(line, tokens)
    if wasFull { at = at + limit.lag }
    return .granted(TokenReservation(counts: [count], delay: .roundingUp(seconds: wait), madeAt: now))
  }

  /// Puts back what was taken for what AWS has not done.
  package mutating func giveBack(_ count: Int, at now: BootTime) {
    refill(to: now)
    tokens = min(limit.burst, tokens + Double(count))
    line = min(tokens, line + Double(count))
  }

  /// AWS refused a call that had its token: it is empty there, and fills more slowly than was thought, or for others,
  /// too. Whoever was promised a token asks again, see ``stands(_:)``.
  /// - Parameter reservedAt: when that call got its token; one from before the last refusal is no news.
  package mutating func throttle(at now: BootTime, reservedAt: BootTime) {
    refill(to: now)
    guard stands(reservedAt) else { return }
    tokens = 0
    line = min(line, 0)
    pace = max(Self.leastPace, pace / 2)
    throttledAt = now
  }

  /// Whether what was promised then still holds.
  package func stands(_ reservedAt: BootTime) -> Bool {
    guard let throttledAt, throttledAt.bootID == reservedAt.bootID else { return true }
    return throttledAt.milliseconds <= reservedAt.milliseconds
  }

  /// Lets the time pass until then.
  package mutating func refill(to now: BootTime) {
    guard now.bootID == at.bootID else {
      self = TokenBucket(limit, at: now)
      return
    }
    let seconds = max(0, Double(now.milliseconds - at.milliseconds) / 1_000)
    let gain = gain(over: seconds)
    tokens = min(limit.burst, tokens + gain)
    // Where it is full again nobody has come for what was counted on: they were cancelled, or their workers stopped.
    line = tokens == limit.burst ? tokens : min(tokens, line + gain)
    pace = min(1, pace + Self.recoveryPerSecond * seconds)
    // Also where the clock went back, or nothing would come for as long as it went.
    if at.milliseconds - now.milliseconds > limit.lag.milliseconds || at.milliseconds < now.milliseconds { at = now }
    if let last = throttledAt, last.milliseconds > now.milliseconds { throttledAt = now }
  }

  /// The pace rises steadily to 1, and stays there.
  private func gain(over seconds: Double) -> Double {
    let rising = min(seconds, secondsOfRise)
    return limit.perSecond * (risen(in: rising) + seconds - rising)
  }

  private func seconds(toRefill missing: Double) -> Double {
    guard missing > 0 else { return 0 }
    let needed = missing / limit.perSecond
    let whole = risen(in: secondsOfRise)
    guard needed < whole else { return secondsOfRise + needed - whole }
    return ((pace * pace + 2 * Self.recoveryPerSecond * needed).squareRoot() - pace) / Self.recoveryPerSecond
  }

  private var secondsOfRise: Double { (1 - pace) / Self.recoveryPerSecond }

  private func risen(in seconds: Double) -> Double { seconds * (pace + Self.recoveryPerSecond * seconds / 2) }
}

extension ClosedRange<Int> {
  fileprivate func clamp(_ value: Double) -> Int {
    value <= Double(lowerBound) ? lowerBound : value >= Double(upperBound) ? upperBound : Int(value)
  }
}

extension Duration {
  fileprivate static func roundingUp(seconds: Double) -> Duration {
    .milliseconds(Int64((seconds * 1_000).rounded(.up)))
  }
}
