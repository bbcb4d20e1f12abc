#if Postgres
  /// A `postgres://` URL that cannot be used, and why. Never says what stands in it: it may hold a password.
  package struct BadPostgresURL: Error, Sendable, Equatable, CustomStringConvertible {
    package let reason: String

    package var description: String { "the PostgreSQL URL cannot be used: \(reason)" }
  }
#endif
