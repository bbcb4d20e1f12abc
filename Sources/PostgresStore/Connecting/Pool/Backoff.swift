#if Postgres
  /// How long to wait between tries to connect: exponential backoff with full jitter.
  enum Backoff {
    static let first: Duration = .milliseconds(100)
    static let longest: Duration = .seconds(5)

    /// A random time below a ceiling that doubles.
    /// - Parameters:
    ///   - failures: so far; from 1.
    ///   - patience: all the time that there is; several tries shall fit into it.
    static func delay(
      failures: Int, within patience: Duration, _ random: inout some RandomNumberGenerator
    ) -> Duration {
      let ceiling = min(longest, max(first, patience / 4), first * (1 << min(max(0, failures - 1), 10)))
      return ceiling * Double.random(in: 0..<1, using: &random)
    }
  }
#endif
