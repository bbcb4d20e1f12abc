import JobModel

extension StoreTransaction {
  func cancel(_ ids: [JobID], keepInstance: Bool) async throws -> [ControlResult] {
    var effects: [JobID: ControlResult.Effect] = [:]
    // Dependents first, so that they end as cancelled and not as failed with what they depend on.
    for id in Set(ids).sorted(by: >) { effects[id] = try await cancel(controlled(id), keepInstance: keepInstance) }
    return ids.map { ControlResult(id: $0, effect: effects[$0]!) }
  }

  func cancel(_ job: ControlledJob, keepInstance: Bool) async throws -> ControlResult.Effect {
    switch job.state {
    case .succeeded, .failed, .cancelled:
      return .refused("is \(job.state.rawValue)")
    case .running:
      try await run(Statements.Control.requestCancel, [keepInstance, now.rawValue, job.id])
      return .requested
    case .ready where job.hasOpenRequest:
      try await run(Statements.Control.requestCancel, [keepInstance, now.rawValue, job.id])
      return .requested
    case .blocked, .ready, .polling:
      if job.state == .polling { try await endAttempt(job: job.id, number: job.attempt, .cancelled, error: nil) }
      try await run(Statements.Control.cancelNow, [now.rawValue, keepInstance, job.id])
      try await moveDependents(of: job.id, state: .cancelled)
      return .done
    }
  }
}
