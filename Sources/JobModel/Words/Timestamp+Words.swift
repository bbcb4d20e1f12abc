extension Timestamp {
  /// When a job may run first: RFC 3339, or `+15m` from now. What has passed means now.
  package init?(runAt text: String, now: Timestamp) {
    if text.first == "+" {
      guard let ahead = DurationText.parse(String(text.dropFirst())) else { return nil }
      self = now + ahead
    } else {
      guard let time = Timestamp(rfc3339: text) else { return nil }
      self = max(time, now)
    }
  }

  /// Since when: RFC 3339, or `1h` before now.
  package init?(since text: String, now: Timestamp) {
    if let ago = DurationText.parse(text) {
      self = now - ago
    } else {
      guard let time = Timestamp(rfc3339: text) else { return nil }
      self = time
    }
  }
}
