#if Postgres
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
