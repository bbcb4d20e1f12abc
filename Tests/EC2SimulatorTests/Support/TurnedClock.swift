import Foundation
import Synchronization

/// A clock that goes on only when it is told to, or by a fixed step at every look.
final class TurnedClock: Sendable {
  private let date: Mutex<Date>
  private let step: TimeInterval

  init(_ date: Date, step: TimeInterval = 0) {
    self.date = Mutex(date)
    self.step = step
  }

  func turn(seconds: TimeInterval) {
    date.withLock { $0 += seconds }
  }

  func now() -> Date {
    date.withLock { date in
      date += step
      return date
    }
  }
}
