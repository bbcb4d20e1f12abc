import Foundation
import Synchronization

/// Waits for the write lock in short, uneven sleeps.
///
/// SQLite's own handler lengthens its sleeps, so that of several writers the one that has waited longest looks least
/// often and starves; even chances need short sleeps, and jitter keeps writers from meeting again and again.
final class FairBusyHandler: Sendable {
  private struct State {
    var patience: Duration
    var firstTry = ContinuousClock.now
  }
  private let state: Mutex<State>

  init(patience: Duration = .seconds(30)) { state = Mutex(State(patience: patience)) }

  /// Sleeps once; false when it is time to give up.
  /// - Parameter tries: how often this wait has slept already.
  func wait(tries: Int) -> Bool {
    let now = ContinuousClock.now
    let goesOn = state.withLock { state in
      if tries == 0 { state.firstTry = now }
      return now - state.firstTry < state.patience
    }
    guard goesOn else { return false }
    usleep(UInt32.random(in: 500...1500))
    return true
  }

  /// With another patience meanwhile.
  func withPatience(_ patience: Duration, _ body: () -> Void) {
    let usual = state.withLock { state in
      defer { state.patience = patience }
      return state.patience
    }
    body()
    state.withLock { $0.patience = usual }
  }
}
