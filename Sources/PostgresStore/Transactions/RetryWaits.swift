#if Postgres
  /// Waits between one try of a transaction and the next: short at first, with jitter, for as long as patience lasts.
  struct RetryWaits {
    private static let first: Duration = .milliseconds(5)
    private static let longest: Duration = .seconds(1)
    private static let patience: Duration = .seconds(30)

    private var tries = 0
    private let start = ContinuousClock.now

    /// Waits; false where it is time to give up. Its caller's cancellation does not cut it short.
    mutating func next() async -> Bool {
      guard ContinuousClock.now - start < Self.patience else { return false }
      tries += 1
      let bound = min(Self.longest, Self.first * (1 << min(tries, 10)))
      let wait = bound * Double.random(in: 0.1...1)
      try? await Task { try await Task.sleep(for: wait) }.value
      return true
    }
  }
#endif
