package import JobModel

extension SQLiteJobStore: JobControl {
  package func requeue(_ ids: [JobID], options: RequeueOptions) async throws -> [ControlResult] {
    try await database.write { try $0.requeue(ids, options: options) }
  }

  package func cancel(_ ids: [JobID], keepInstance: Bool) async throws -> [ControlResult] {
    try await database.write { try $0.cancel(ids, keepInstance: keepInstance) }
  }
}
