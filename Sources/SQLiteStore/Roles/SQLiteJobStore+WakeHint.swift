import JobModel

extension SQLiteJobStore: WakeHint {
  package func hints() async -> AsyncStream<Void>? { database.hints.hints() }
}
