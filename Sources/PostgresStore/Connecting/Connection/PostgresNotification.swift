#if Postgres
  /// What somebody said with NOTIFY.
  package struct PostgresNotification: Sendable, Equatable {
    package let channel: String
    package let payload: String
  }
#endif
