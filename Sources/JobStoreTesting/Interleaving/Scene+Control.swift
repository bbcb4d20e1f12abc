import JobModel

/// The calls of `JobControl`, each answer held against what was told before.
extension Scene {
  func cancel(_ job: JobID, keepInstance: Bool) async throws -> Reply {
    switch try await bench.cancel(job, keepInstance: keepInstance) {
    case .refused: return .refused
    case .done:
      try expect(told.held[job] == nil && told.open[job] == nil, "job \(job) is cancelled in its worker's hands")
      told.polling[job] = nil
      told.orders[job] = .cancelled
      expect(job, .cancelled)
    case .requested:
      try expect(told.held[job] != nil || told.open[job] != nil, "job \(job) is free, and not cancelled at once")
      told.orders[job] = .askedToCancel
    }
    if keepInstance { told.kept.insert(job) } else { told.kept.remove(job) }
    return .accepted
  }

  func requeue(_ job: JobID, _ changes: LaunchChanges, assumeNotLaunched: Bool) async throws -> Reply {
    let effect = try await bench.requeue(job, assumeNotLaunched: assumeNotLaunched, changes: changes)
    if case .refused = effect { return .refused }
    try expect(told.held[job] == nil, "job \(job) is requeued in its worker's hands")
    if let instance = records[job]?.result?.instanceID {
      try expect(told.gone.contains(instance), "job \(job) is requeued while its instance \(instance) lives")
    }
    told.orders[job] = .requeued
    told.failed.remove(job)
    told.kept.remove(job)
    expect(job, .ready, .blocked)
    return .accepted
  }
}
