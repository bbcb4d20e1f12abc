/// The calls of one action in one region within one minute.
package struct CallCount: Sendable, Equatable {
  package var region: String
  package var action: String
  /// When that minute began.
  package var minute: Timestamp
  package var calls: Int
  /// How many of them were refused because there were too many.
  package var throttled: Int

  package init(region: String, action: String, minute: Timestamp, calls: Int, throttled: Int) {
    self.region = region
    self.action = action
    self.minute = minute
    self.calls = calls
    self.throttled = throttled
  }
}

extension Timestamp {
  /// The beginning of its minute.
  package var minute: Timestamp { Timestamp(rawValue: rawValue - ((rawValue % 60_000) + 60_000) % 60_000) }
}
