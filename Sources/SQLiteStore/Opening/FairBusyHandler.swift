import Foundation
import Synchronization

/// Waits for the write lock in short, uneven sleeps.
///
/// SQLite's own handler lengthens its sleeps, so that of several writers the one that has waited longest looks least
/// often and starves. This one shortens them: who has waited longest looks most often, and is likely the next. Jitter
/// keeps writers from meeting again and again.
final class FairBusyHandler: Sendable {
  /// From then on who waits looks as often as anybody.
  private static let old: Duration = .milliseconds(20)
  private static let memory: Duration = .milliseconds(100)

  private struct State {
    var patience: Duration
    var isPatient = true
    var firstTry = ContinuousClock.now
    var lastWait = ContinuousClock.now - .seconds(1)
  }
  private let state: Mutex<State>

  init(patience: Duration = .seconds(30)) { state = Mutex(State(patience: patience)) }

  /// Sleeps once; false when it is time to give up.
  /// - Parameter tries: how often this wait has slept already.
  func wait(tries: Int) -> Bool {
    let now = ContinuousClock.now
    let (waited, patience) = state.withLock { state in
      if tries == 0 { state.firstTry = now }
      state.lastWait = now
      return (now - state.firstTry, state.patience)
    }
    guard isPatient, waited < patience else { return false }
    usleep(Self.sleep(after: waited))
    return true
  }

  /// - Returns: microseconds.
  private static func sleep(after waited: Duration) -> UInt32 {
    let age = min(1, waited / Self.old)
    let longest = 1_500 - 1_200 * age
    return UInt32.random(in: UInt32(longest / 3)...UInt32(longest))
  }

  /// Whether somebody else held the lock lately.
  var hasRivals: Bool { state.withLock { ContinuousClock.now - $0.lastWait < Self.memory } }

  /// Whether a lock is waited for at all.
  var isPatient: Bool {
    get { state.withLock(\.isPatient) }
    set { state.withLock { $0.isPatient = newValue } }
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
