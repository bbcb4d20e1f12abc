import JobModel
import Synchronization

/// What this process has in hand: which leases to extend, and how many units of work are under way.
final class HeldJobs: Sendable {
  private struct State {
    var fences: Set<Fence> = []
    var units = 0
  }
  private let state = Mutex(State())

  var fences: [Fence] { state.withLock { Array($0.fences) } }
  var units: Int { state.withLock { $0.units } }

  func begin(_ jobs: [ClaimedJob]) {
    state.withLock {
      $0.fences.formUnion(jobs.map(\.fence))
      $0.units += 1
    }
  }

  func end(_ jobs: [ClaimedJob]) {
    state.withLock {
      $0.fences.subtract(jobs.map(\.fence))
      $0.units -= 1
    }
  }

  /// Leases that are not ours any more need no heartbeat.
  func drop(_ lost: [Fence]) {
    state.withLock { $0.fences.subtract(lost) }
  }
}
