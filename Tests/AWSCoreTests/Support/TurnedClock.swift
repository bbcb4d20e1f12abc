import Foundation
import Synchronization

/// Wall time that stands still until it is turned.
final class TurnedClock: Sendable {
  private let time: Mutex<Date>

  init(_ start: Date = Date(timeIntervalSince1970: 1_780_000_000)) {
    time = Mutex(start)
  }

  var now: Date { time.withLock { $0 } }

  func turn(_ seconds: TimeInterval) {
    time.withLock { $0 += seconds }
  }
}
