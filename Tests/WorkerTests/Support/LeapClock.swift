/// A clock to sleep by: who sleeps turns other clocks instead.
struct LeapClock: Clock {
  struct Instant: InstantProtocol {
    var time: Duration

    func advanced(by duration: Duration) -> Instant { Instant(time: time + duration) }
    func duration(to other: Instant) -> Duration { other.time - time }
    static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.time < rhs.time }
  }

  let turn: @Sendable (Duration) -> Void

  // Only differences count: a sleep is asked for as now plus its length.
  var now: Instant { Instant(time: .zero) }
  var minimumResolution: Duration { .milliseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    turn(deadline.time)
  }
}
