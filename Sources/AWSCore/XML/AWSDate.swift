package import Foundation

/// AWS's times in answers: ISO 8601 in UTC, with or without a fraction of a second.
package enum AWSDate {
  package static func parse(_ text: String) -> Date? {
    (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
      ?? (try? Date(text, strategy: .iso8601))
  }
}
