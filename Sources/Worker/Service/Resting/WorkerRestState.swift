import AWSCore
package import JobModel
import LaunchPolicy
import Logging
import Synchronization

/// Whether this worker rests because its credentials do not work, since when, and why.
package final class WorkerRestState: Sendable {
  /// How long it rests before it asks again who it is.
  static let length: Duration = .seconds(60)

  private let state = Mutex<WorkerRest?>(nil)

  package init() {}

  package var reason: WorkerRest? { state.withLock { $0 } }

  /// - Returns: whether it was at work until now.
  func begin(_ error: AWSError, now: Timestamp) -> Bool {
    state.withLock { state in
      let old = state
      state = WorkerRest(since: old?.since ?? now, reason: error.toldWithClock)
      return old == nil
    }
  }

  func end() { state.withLock { $0 = nil } }
}

extension WorkerContext {
  /// Begins or goes on with the rest after credentials failed, and says so once.
  func beginRest(_ error: AWSError) async {
    guard rest.begin(error, now: now()) else { return }
    await showRest()
    logger.critical(
      "worker rests, its credentials do not work; its jobs keep their places",
      metadata: ["error": "\(error.toldWithClock)"])
  }

  /// What status shows of it; the log has said so anyway where this cannot be written.
  func showRest() async {
    do {
      try await store.roster.show(rest: rest.reason, of: settings.id)
    } catch {
      report(error, "the rest could not be shown")
    }
  }
}
