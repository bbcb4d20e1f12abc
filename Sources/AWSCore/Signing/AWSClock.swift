package import Foundation
import Synchronization

/// AWS's time, as its answers tell it, carried on by a clock that nobody sets.
///
/// Until an answer has told it, it is this machine's wall time. Afterwards it is never ahead of AWS's, since an answer's
/// date is of some time before it arrives: no signature outlives what is assumed of it, whatever is done to this
/// machine's clock.
package final class AWSClock: Sendable {
  private struct Reading {
    let date: Date
    let taken: ContinuousClock.Instant
  }
  private let wall: @Sendable () -> Date
  private let listens: Bool
  private let reading = Mutex<Reading?>(nil)

  /// - Parameter listens: false where `wall` is AWS's time already.
  package init(wall: @escaping @Sendable () -> Date = { Date() }, listens: Bool = true) {
    self.wall = wall
    self.listens = listens
  }

  /// Whether AWS told it.
  var isKnown: Bool { reading.withLock { $0 != nil } }

  package var now: Date {
    reading.withLock { reading in
      guard let reading else { return wall() }
      return reading.date + (ContinuousClock.now - reading.taken) / .seconds(1)
    }
  }

  /// How far the machine's wall time is ahead of AWS's; nil until an answer told that.
  package var wallAhead: Duration? {
    isKnown ? .milliseconds(Int64(wall().timeIntervalSince(now) * 1000)) : nil
  }

  /// Takes the time from an answer of AWS; others, such as a proxy's, carry no request id and are not believed.
  ///
  func hear(_ response: HTTPResponse) {
    guard listens, response.requestID != nil, let date = response.headers.first(named: "Date").flatMap(Self.parse)
    else { return }
    let taken = ContinuousClock.now
    reading.withLock { $0 = Reading(date: date, taken: taken) }
  }

  /// Source: RFC 9110, section 5.6.7, "IMF-fixdate".
  private static func parse(_ text: String) -> Date? { try? Date(text, strategy: fixdate) }

  private static let fixdate = Date.ParseStrategy(
    format: """
      \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
      \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT
      """,
    locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, isLenient: false)
}
