/// What shall become of one worker process.
enum WorkerFate: Sendable {
  /// SIGTERM: it finishes what it holds.
  case stopped(after: Duration)
  /// SIGKILL, wherever it is.
  case killed(after: Duration)
  /// It kills itself at the n-th time it gets to a named point.
  case dies(at: String, time: Int)
  /// SIGSTOP for longer than its lease, then SIGCONT, and a kill some time after that.
  case suspended(after: Duration, for: Duration, lives: Duration)
  /// It stops itself at the n-th time it gets to a named point, as with a signed request in hand, and is resumed.
  case stopsItself(at: String, time: Int, for: Duration, lives: Duration)

  /// The places between two steps of a job (`CrashPoint`) that a debug build can be told of.
  static let points = [
    "launch.claimed", "launch.opened", "launch.signed", "launch.recorded", "launch.sending", "launch.answered",
    "launch.noted", "launch.looked", "launch.held", "launch.closed", "wait.claimed", "wait.finished", "poll.due",
    "poll.looked", "poll.finished", "tag.claimed", "tag.listed", "tag.answered", "tag.finished", "terminate.claimed",
    "terminate.answered", "terminate.noted", "terminate.finished",
  ]

  /// Where a process that sleeps holds something in its hand that others will have taken from it.
  static let sleepingPlaces = [
    "launch.signed", "launch.recorded", "launch.sending", "launch.answered", "launch.noted", "poll.looked",
    "poll.due", "tag.listed", "tag.answered", "terminate.claimed", "terminate.answered", "terminate.noted",
    "launch.sending",
  ]
}

/// Draws the fates of one slot's workers, one after the other.
struct WorkerFates: Sendable {
  var random: SeededGenerator
  let points: Turns
  let places: Turns
  /// Up to the how manieth time at a point it may be.
  let mostTimes: Int

  mutating func next() -> WorkerFate {
    switch Int.random(in: 0..<100, using: &random) {
    case 25..<75:
      if let name = points.take() { return .dies(at: name, time: time(name)) }
    case 75..<82:
      return .suspended(
        after: .milliseconds(Int.random(in: 200...3_000, using: &random)), for: sleep(), lives: life())
    case 82..<95:
      if let name = places.take() { return .stopsItself(at: name, time: time(name), for: sleep(), lives: life()) }
    case 95...:
      return .stopped(after: .milliseconds(Int.random(in: 500...5_000, using: &random)))
    default: break
    }
    return .killed(after: .milliseconds(Int.random(in: 100...6_000, using: &random)))
  }

  /// What happens rarely is taken the first time.
  private mutating func time(_ point: String) -> Int {
    let isRare = ["launch.noted", "launch.looked", "launch.held"].contains(point) || !point.hasPrefix("launch")
    return isRare ? 1 : Int.random(in: 1...mostTimes, using: &random)
  }

  /// Past the lease, and one time in three past the window, too.
  private mutating func sleep() -> Duration {
    Int.random(in: 0..<3, using: &random) == 0
      ? CampaignSettings.window + .milliseconds(Int.random(in: 300...2_500, using: &random))
      : CampaignSettings.lease + .milliseconds(Int.random(in: 300...3_000, using: &random))
  }

  private mutating func life() -> Duration { .milliseconds(Int.random(in: 300...3_000, using: &random)) }
}
