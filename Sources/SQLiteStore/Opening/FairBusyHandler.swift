import Foundation
import Synchronization

/// Waits for the write lock in short, uneven sleeps.
///
/// SQLite's own handler lengthens its sleeps, so that of several writers the one that has waited longest looks least
/// often and starves; even chances need short sleeps, and jitter keeps writers from meeting again and again.
final class FairBusyHandler: Sendable {
  private let patience: Duration
  private let firstTry = Mutex(ContinuousClock.now)

  init(patience: Duration = .seconds(30)) { self.patience = patience }

  /// Sleeps once; false when it is time to give up.
  /// - Parameter tries: how often this wait has slept already.
  func wait(tries: Int) -> Bool {
    let now = ContinuousClock.now
    let waited = firstTry.withLock { first in
      if tries == 0 { first = now }
      return now - first
    }
    guard waited < patience else { return false }
    usleep(UInt32.random(in: 500...1500))
    return true
  }
}
