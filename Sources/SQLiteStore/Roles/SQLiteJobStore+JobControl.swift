package import JobModel

extension SQLiteJobStore: JobControl {
  package func requeue(
    _ ids: [JobID], options: RequeueOptions, by person: Operator
  ) async throws -> [ControlResult] {
    try await database.write { transaction in
      let results = try transaction.requeue(ids, options: options)
      try transaction.record(.requeue, by: person, detail: OrderDetail.Requeue(options), results)
      return results
    }
  }

  package func cancel(_ ids: [JobID], keepInstance: Bool, by person: Operator) async throws -> [ControlResult] {
    try await database.write { transaction in
      let results = try transaction.cancel(ids, keepInstance: keepInstance)
      try transaction.record(.cancel, by: person, detail: OrderDetail.Cancel(keepInstance), results)
      return results
    }
  }

  package func pause(_ scope: Pause.Scope, reason: String?, by person: Operator) async throws -> Bool {
    try await database.write { try $0.pause(scope, reason: reason, by: person) }
  }

  package func resume(_ scope: Pause.Scope?, by person: Operator) async throws -> [Pause] {
    try await database.write { try $0.resume(scope, by: person) }
  }

  package func prune(_ ids: [JobID], finishedBefore: Timestamp, by person: Operator) async throws -> [JobID] {
    try await database.write { try $0.prune(ids, finishedBefore: finishedBefore, by: person) }
  }

  package func endPruning(keysBefore: Timestamp, by person: Operator) async throws -> Int {
    try await database.write { try $0.endPruning(keysBefore: keysBefore, by: person) }
  }
}
