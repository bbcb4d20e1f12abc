package import JobModel

extension Operator {
  package static let somebody = Operator("somebody@test")
}

extension JobControl {
  package func requeue(_ ids: [JobID], options: RequeueOptions) async throws -> [ControlResult] {
    try await requeue(ids, options: options, by: .somebody)
  }

  package func cancel(_ ids: [JobID], keepInstance: Bool) async throws -> [ControlResult] {
    try await cancel(ids, keepInstance: keepInstance, by: .somebody)
  }

  package func prune(_ ids: [JobID], finishedBefore: Timestamp) async throws -> [JobID] {
    try await prune(ids, finishedBefore: finishedBefore, by: .somebody)
  }
}
