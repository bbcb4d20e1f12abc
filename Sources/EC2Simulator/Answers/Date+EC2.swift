import Foundation

extension Date {
  /// EC2's form of a time: `2026-01-02T03:04:05.000Z`.
  var ec2: String {
    formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  func adding(_ duration: Duration) -> Date {
    addingTimeInterval(duration.seconds)
  }
}
