package import Foundation

/// A point in wall time: milliseconds since 1970, UTC.
///
/// Encodes as RFC 3339 with milliseconds (`2026-01-31T09:15:00.250Z`).
package struct Timestamp: RawRepresentable, Sendable, Hashable, Comparable {
  package var rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }
  package init(_ date: Date) { self.init(rawValue: Int64((date.timeIntervalSince1970 * 1000).rounded())) }

  package var date: Date { Date(timeIntervalSince1970: Double(rawValue) / 1000) }

  package static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.rawValue < rhs.rawValue }
  package static func + (lhs: Timestamp, rhs: Duration) -> Timestamp {
    Timestamp(rawValue: lhs.rawValue + rhs.milliseconds)
  }
  package static func - (lhs: Timestamp, rhs: Duration) -> Timestamp {
    Timestamp(rawValue: lhs.rawValue - rhs.milliseconds)
  }
  package static func - (lhs: Timestamp, rhs: Timestamp) -> Duration { .milliseconds(lhs.rawValue - rhs.rawValue) }

  /// The machine's wall clock.
  package static func now() -> Timestamp { Timestamp(Date()) }
}

extension Timestamp: Codable, CustomStringConvertible {
  package var description: String {
    date.formatted(.iso8601.year().month().day().dateTimeSeparator(.standard).time(includingFractionalSeconds: true))
      + "Z"
  }

  /// Reads RFC 3339, with or without fractional seconds.
  package init?(rfc3339 text: String) {
    for style in [
      Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle(),
    ] {
      if let date = try? style.parse(text) {
        self.init(date)
        return
      }
    }
    return nil
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Timestamp(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not an RFC 3339 time")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Duration {
  /// Whole milliseconds, rounded towards zero.
  package var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// Seconds with their fraction.
  package var inSeconds: Double { Double(milliseconds) / 1000 }
}
