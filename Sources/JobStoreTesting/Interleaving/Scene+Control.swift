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
    if records[job]?.state.isFinal == true { takeBack(behind: job) }
    told.orders[job] = .requeued
    told.failed.remove(job)
    told.kept.remove(job)
    expect(job, .ready, .blocked)
    return .accepted
  }

  /// Whoever acts on the instance of a launch that runs again is told to wait for the next one.
  private func takeBack(behind job: JobID) {
    for other in records.values where other.after == job && other.kind != .launch {
      if told.held[other.id] != nil || told.polling[other.id] != nil {
        told.letGo(other.id)
        expect(other.id, .blocked)
      }
      takeBack(behind: other.id)
    }
  }
}
