import Foundation

/// Where an instance stands, computed from its dates whenever it is looked at.
struct Lifecycle: Sendable {
  struct End: Sendable {
    let at: Date
    /// Such as `Client.UserInitiatedShutdown`.
    let code: String
    let message: String
  }

  let launchedAt: Date
  let timing: InstanceTiming
  var end: End?

  func state(at now: Date) -> InstanceState {
    if let end, now >= end.at {
      return now < end.at.adding(timing.shutdown) ? .shuttingDown : .terminated
    }
    return now < runningAt ? .pending : .running
  }

  func checks(at now: Date) -> CheckStatus {
    guard state(at: now) == .running else { return .notApplicable }
    return now < runningAt.adding(timing.checks) ? .initializing : .ok
  }

  var runningAt: Date { launchedAt.adding(timing.boot) }

  /// Whether nobody has asked for its end yet.
  var isLive: Bool { end == nil }
}
