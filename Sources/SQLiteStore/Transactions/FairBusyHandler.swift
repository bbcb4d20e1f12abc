import Foundation
import Synchronization

/// Waits for the write lock in short, uneven sleeps.
///
/// SQLite's own handler lengthens its sleeps, so that of several writers the one that has waited longest looks least
/// often and starves. This one shortens them: who has waited longest looks most often, and is likely the next. Jitter
/// keeps writers from meeting again and again.
final class FairBusyHandler: Sendable {
  /// Until then one comer is like another.
  private static let young: Duration = .milliseconds(8)
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
    let longest = Self.longestSleep(after: waited)
    usleep(UInt32.random(in: longest / 3...longest))
    return true
  }

  /// In microseconds: who has waited twice as long looks twice as often, but for a lock that is held for long.
  static func longestSleep(after waited: Duration) -> UInt32 {
    guard waited < .milliseconds(500) else { return 1_500 }
    return UInt32(max(150, 1_500 * min(1, young / max(waited, .microseconds(1)))))
  }

  /// Whether somebody else held the lock lately.
  var hasRivals: Bool { state.withLock { ContinuousClock.now - $0.lastWait < Self.memory } }

  /// Whether the last wait, a moment ago, took so long.
  func hasWaited(for time: Duration) -> Bool {
    state.withLock { $0.lastWait - $0.firstTry >= time && ContinuousClock.now - $0.lastWait < Self.memory }
  }

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
