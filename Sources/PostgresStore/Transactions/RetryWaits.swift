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

  extension PostgresFailure {
    /// The same once it is known that nothing was committed.
    var undone: PostgresFailure {
      var undone = self
      undone.kind = .connectionLost(outcomeUnknown: false)
      undone.isSafeToRetry = true
      return undone
    }

    /// What the server undid for the sake of others, or what broke before anything was committed.
    var isWorthRepeating: Bool {
      guard isSafeToRetry else { return false }
      return switch kind {
      // Somebody has just stored the same key, or spec.
      case .integrity: constraint == "unique_keys_pkey" || constraint == "specs_digest_key"
      // Connecting is tried again where connections are made.
      case .serialization, .deadlock, .preparedStatement, .connectionLost(outcomeUnknown: false), .lockTimeout: true
      default: false
      }
    }
  }
#endif
