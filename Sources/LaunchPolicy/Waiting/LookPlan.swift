package import JobModel

/// When a parked wait is looked at: often where its end is near, seldom while it is not.
///
/// Times count from the beginning of the wait. `expected` is how long waits of its kind took so far, where that is known
/// (``ReachTime``).
package struct LookPlan: Sendable, Equatable {
  /// The longest time between two looks.
  package static let longestPause: Duration = .seconds(60)
  /// How long a wait may go without a look, others of its cohort being looked at for it, or be left to itself first.
  package static let longestUnseen: Duration = .seconds(120)
  /// The part of the expected time after which looks begin.
  private static let firstPart = 0.9
  private static let growth = 8

  /// How often an instance is looked at about the time at which it is expected.
  package var interval: Duration

  package init(interval: Duration) { self.interval = interval }

  /// - Parameters:
  ///   - launched: when the instance was launched, as EC2's clock says; nil for one that no launch is behind.
  ///   - timesOut: when the wait fails.
  package func first(now: Timestamp, launched: Timestamp?, timesOut: Timestamp, expected: Duration?) -> Timestamp {
    guard let launched else { return now }
    // EC2's clock may be ahead of ours.
    let age = max(.zero, now - launched)
    let rest = (expected.map { $0 * Self.firstPart } ?? interval) - age
    return now + max(.zero, min(rest, Self.longestUnseen, timesOut - now))
  }

  /// The next look at a wait that goes on, before its own time-out is considered.
  package func next(now: Timestamp, began: Timestamp, expected: Duration?) -> Timestamp {
    let age = max(.zero, now - began)
    return now + min(Self.longestPause, expected.map { pause(age: age, expected: $0) } ?? growing(age))
  }

  private func pause(age: Duration, expected: Duration) -> Duration {
    let begins = expected * Self.firstPart
    if age < begins { return max(interval, begins - age) }
    // Half as long again, and a look more: it is not what it was.
    return age <= expected * 1.5 + interval ? interval : growing(age - expected)
  }

  private func growing(_ age: Duration) -> Duration { max(interval, age / Self.growth) }

  /// How long nobody looks after a look was throttled: longer each time in a row.
  /// - Parameter throttles: rounds in a row that ended so, this one included; from 1.
  package func pause(throttles: Int) -> Duration {
    min(Self.longestPause, interval * (1 << min(max(0, throttles - 1), 20)))
  }
}

extension LookPlan {
  /// The next look at one wait: that of its kind, but not later than its time-out.
  package func next(
    _ job: PollingJob, runningSince: Timestamp?, isKnown: Bool, planned: Timestamp, now: Timestamp
  ) -> Timestamp {
    let end = job.timesOut(runningSince: runningSince, isKnown: isKnown)
    return end > now ? min(planned, end) : planned
  }
}
