import Foundation

extension Date {
  /// EC2's form of a time: `2026-01-02T03:04:05.000Z`.
  var ec2: String {
    formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// The form in sentences: `2026-01-02 03:04:05 GMT`.
  var spoken: String {
    formatted(
      Date.ISO8601FormatStyle(dateTimeSeparator: .space).dateTimeSeparator(.space).year().month().day()
        .time(includingFractionalSeconds: false)) + " GMT"
  }

  func adding(_ duration: Duration) -> Date {
    addingTimeInterval(duration.seconds)
  }
}
