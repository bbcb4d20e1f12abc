import JobModel
import Logging
import Synchronization

/// Whether other processes say when there is something to do.
final class Hearing: Sendable {
  private struct State {
    var isWhole: Bool
    var hasWarned = false
  }
  /// Nil where there were no hints from the first.
  private let hints: (any WakeHint)?
  private let logger: Logger
  private let state: Mutex<State>

  init(_ hints: (any WakeHint)?, logger: Logger) {
    self.hints = hints
    self.logger = logger
    state = Mutex(State(isWhole: hints != nil))
  }

  var isWhole: Bool { state.withLock(\.isWhole) }

  /// Mends it where somebody removed what hints come through.
  /// - Returns: whether something may have been missed.
  func renew() async -> Bool {
    guard let hints else { return false }
    let renewal = await hints.renewHints()
    let warns = state.withLock { state in
      state.isWhole = renewal != .lost
      guard renewal == .lost, !state.hasWarned else { return false }
      state.hasWarned = true
      return true
    }
    if warns { logger.warning("hints are not heard: what carries them is gone and cannot be made again") }
    if renewal == .renewed { logger.notice("listens for hints again: what carries them had gone") }
    return renewal == .renewed
  }
}
