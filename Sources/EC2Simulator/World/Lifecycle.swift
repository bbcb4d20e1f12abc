import Foundation

/// Where an instance stands, computed from its dates whenever it is looked at.
struct Lifecycle: Sendable {
  struct End: Sendable {
    let at: Date
    let reason: StateReason
    /// Whether it is terminated at once instead of shutting down first.
    var isAbrupt = false
  }

  struct Stop: Sendable {
    let at: Date
    let reason: StateReason
  }

  struct Impairment: Sendable {
    let check: InstanceFate.Check
    let from: Date
    /// Nil is for ever.
    let until: Date?

    func holds(_ other: InstanceFate.Check, at now: Date) -> Bool {
      (check == .both || check == other) && now >= from && (until.map { now < $0 } ?? true)
    }
  }

  let launchedAt: Date
  var timing: InstanceTiming
  var end: End?
  var stop: Stop?
  var impairments: [Impairment] = []

  init(launchedAt: Date, timing: InstanceTiming) {
    self.launchedAt = launchedAt
    self.timing = timing
  }

  func state(at now: Date) -> InstanceState {
    if let end, now >= end.at {
      return end.isAbrupt || now >= end.at.adding(timing.shutdown) ? .terminated : .shuttingDown
    }
    if let stop, now >= stop.at { return now < stop.at.adding(timing.shutdown) ? .stopping : .stopped }
    return now < runningAt ? .pending : .running
  }

  /// Why it is in the state that it is in; nil while it runs.
  func reason(at now: Date) -> (reason: StateReason, since: Date)? {
    switch state(at: now) {
    case .shuttingDown, .terminated: end.map { ($0.reason, $0.at) }
    case .stopping, .stopped: stop.map { ($0.reason, $0.at) }
    case .pending: (StateReason(code: "pending", message: "pending"), launchedAt)
    case .running: nil
    }
  }

  /// One of the two checks.
  func check(_ check: InstanceFate.Check, at now: Date) -> CheckStatus {
    guard state(at: now) == .running else { return .notApplicable }
    if impairments.contains(where: { $0.holds(check, at: now) }) { return .impaired }
    return now < checkedAt ? .initializing : .ok
  }

  /// Both checks together: the worse of them.
  func checks(at now: Date) -> CheckStatus {
    let both = [check(.system, at: now), check(.instance, at: now)]
    return both.contains(.impaired) ? .impaired : both[0]
  }

  var runningAt: Date { launchedAt.adding(timing.boot) }
  var checkedAt: Date { runningAt.adding(timing.checks) }

  /// Whether its end has not begun.
  func isLive(at now: Date) -> Bool { end.map { now < $0.at } ?? true }
}
