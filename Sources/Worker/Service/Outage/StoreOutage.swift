import JobModel
import Synchronization

/// Whether the store answers, as this worker's loops find it; each of them goes on trying by itself.
///
/// Nothing is sent to EC2 meanwhile: a launch is recorded first, and everything else is claimed or leased first. What was
/// under way is not decided: leases run out where they are kept, and whoever takes the jobs over goes on with them.
package final class StoreOutage: Sendable {
  private struct State {
    var since: ContinuousClock.Instant?
    /// Jobs of which could not be written what became of them.
    var undecided: Set<JobID> = []
  }
  private let state = Mutex(State())

  package init() {}

  package var isOn: Bool { state.withLock { $0.since != nil } }

  /// Those that are left behind if the worker ends now.
  var undecided: [JobID] { state.withLock { $0.undecided.sorted() } }

  /// - Returns: whether the store answered until now.
  func begin() -> Bool {
    state.withLock { state in
      guard state.since == nil else { return false }
      state.since = .now
      return true
    }
  }

  func leave(_ jobs: [JobID]) { state.withLock { $0.undecided.formUnion(jobs) } }

  /// - Returns: how long it was; nil where there was none.
  func end() -> Duration? {
    state.withLock { state in
      defer { state = State() }
      return state.since.map { ContinuousClock.now - $0 }
    }
  }
}
