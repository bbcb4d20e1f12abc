import Synchronization

/// What has happened so far, counted by everybody who makes it happen.
final class CampaignTally: Sendable {
  struct Counts: Sendable {
    var launchesTold = 0
    var kills = 0
    var zombies = 0
    /// Zombies that slept past the ambiguity window.
    var longZombies = 0
    var stops = 0
    /// Deaths by point, and sleeps by point.
    var crashed: [String: Int] = [:]
    var slept: [String: Int] = [:]
    var commands: [String: Int] = [:]
    var producersKilled = 0
    var workers = 0
    var fullDisks = 0
    var clockSteps = 0
    /// What should never be: a worker that ends otherwise than it was made to, a producer that fails.
    var surprises: [String] = []
  }
  private struct State {
    var counts = Counts()
    var waiters: [(isSo: @Sendable (Counts) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
  }
  private let state = Mutex(State())

  var counts: Counts { state.withLock { $0.counts } }

  func change(_ body: (inout Counts) -> Void) {
    let woken = state.withLock { state in
      body(&state.counts)
      let counts = state.counts
      let end = state.waiters.partition { $0.isSo(counts) }
      defer { state.waiters.removeSubrange(end...) }
      return state.waiters[end...].map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  /// Returns at the change that makes it so; something changes with every worker that ends.
  /// - Parameter isSo: must not look at this tally itself.
  func wait(until isSo: @escaping @Sendable (Counts) -> Bool) async {
    await withCheckedContinuation { continuation in
      let isSoNow = state.withLock { state in
        let isSoNow = isSo(state.counts)
        if !isSoNow { state.waiters.append((isSo, continuation)) }
        return isSoNow
      }
      if isSoNow { continuation.resume() }
    }
  }

  func surprise(_ text: String) { change { $0.surprises.append(text) } }
}
