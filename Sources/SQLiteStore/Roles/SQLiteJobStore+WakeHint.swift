package import JobModel

extension SQLiteJobStore: WakeHint {
  package func hints() async -> AsyncStream<Void>? { database.hints.hints() }

  package func renewHints() async -> HintRenewal { database.hints.renew() }
}
