#if Postgres
  package import JobModel

  extension PostgresJobStore: WakeHint {
    package func hints() async -> AsyncStream<Void>? { await database.hints.hints() }

    package func renewHints() async -> HintRenewal { await database.hints.renew() }
  }
#endif
