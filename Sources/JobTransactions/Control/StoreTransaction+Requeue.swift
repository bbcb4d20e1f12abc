import JobModel

extension StoreTransaction {
  /// - Returns: what became of each, in their order, then of launches that run again because their waits do.
  func requeue(_ ids: [JobID], options: RequeueOptions) async throws -> [ControlResult] {
    var revived = Revival(keepsInstances: options.keepInstance)
    var results: [JobID: ControlResult] = [:]
    let launches = try await lostLaunches(of: ids)
    // A dependency's id is smaller than its dependents': those that it revives need no requeue of their own.
    for id in Set(ids + launches).sorted() {
      revived.endings = []
      let effect: ControlResult.Effect =
        if revived.jobs.contains(id) {
          .done
        } else if revived.kept.contains(id) {
          .refused("would end what is launched now, which is to be kept")
        } else {
          try await requeue(controlled(id), options: options, reviving: &revived)
        }
      results[id] = ControlResult(id: id, effect: effect, endings: revived.endings)
    }
    return (ids + launches).map { results[$0]! }
  }

  /// What waits again.
  struct Revival {
    var keepsInstances = false
    var jobs: Set<JobID> = []
    /// Terminations that were left out of it.
    var kept: Set<JobID> = []
    /// As ``ControlResult/endings``.
    var endings: [JobID] = []
  }

  /// The launches whose instances EC2 took back while these waited for them: to wait once more, there has to be another
  /// instance. Without those of `ids` themselves, and without those whose instance somebody wanted gone.
  private func lostLaunches(of ids: [JobID]) async throws -> [JobID] {
    let named = Set(ids)
    return try await rows(Statements.Control.lostLaunches, [Value.list(ids)]).asyncCompactMap { row in
      let launch: JobID = row[0]
      if named.contains(launch) { return nil }
      return try await isUnwanted(row[1], of: launch) ? nil : launch
    }
  }

  /// - Throws: ``StoreError/noSuchJob(_:)``; the whole order is then undone.
  func controlled(_ id: JobID) async throws -> ControlledJob {
    guard let row = try await row(Statements.Control.job, [id]) else { throw StoreError.noSuchJob(id) }
    return try ControlledJob(row)
  }

  private func requeue(
    _ job: ControlledJob, options: RequeueOptions, reviving revived: inout Revival
  ) async throws -> ControlResult.Effect {
    if let refusal = job.requeueRefusal(instanceIsGone: try await instanceIsGone(job), options: options, now: now) {
      return .refused(refusal)
    }
    let changed = try await changedSpec(of: job, options.changes)
    if let problem = changed?.problems().first {
      return .refused("cannot run with these changes: \(problem.field) '\(problem.value)': \(problem.allowed)")
    }
    if let refusal = try await restart(job, reviving: &revived) { return .refused(refusal) }
    // With changes it goes elsewhere: what it leaves is not tried for that.
    if options.changes.isEmpty { try await lapseClosings(onLadderOf: job.id) }
    return try await changed.asyncMap { try await change(job, to: $0, options.changes) } ?? .done
  }

  /// - Returns: why it cannot run; nil where it does.
  private func restart(_ job: ControlledJob, reviving revived: inout Revival) async throws -> String? {
    if job.state == .ready {
      try await run(Statements.Control.runNow, [now.rawValue, job.id])
      return nil
    }
    if let after = job.after, let condition = job.condition {
      let dependency = try await controlled(after)
      switch condition.start(afterJobIn: dependency.state) {
      case .failed:
        let how = dependency.state == .cancelled ? "was cancelled" : "failed"
        return "depends on \(dependency.kind.rawValue) job \(after), which \(how): requeue that one"
      case .blocked where job.state == .succeeded:
        return "depends on \(dependency.kind.rawValue) job \(after), which has not run again yet"
      case .blocked:
        try await run(Statements.Control.makeBlocked, [now.rawValue, job.id])
        try await revive(dependentsOf: job.id, &revived)
        return nil
      default: break
      }
    }
    try await run(Statements.Control.makeReady, [now.rawValue, job.id])
    try await revive(dependentsOf: job.id, &revived)
    return nil
  }

  /// What is behind it waits for it again, and what is behind that in turn: there will be another instance to wait for, to
  /// tag, and to end. Jobs that a worker holds are taken from it.
  func revive(dependentsOf job: JobID, _ revived: inout Revival) async throws {
    var ready = [job]
    while let next = ready.popLast() {
      for row in try await rows(Statements.Control.behindIt, ["id": next, "now": now.rawValue]) {
        let dependent: JobID = row[0]
        let state = try JobState(stored: row[2])
        if row[3] {
          revived.endings.append(dependent)
          if revived.keepsInstances {
            revived.kept.insert(dependent)
            if !state.isFinal { _ = try await cancel(controlled(dependent), keepInstance: true) }
            continue
          }
        }
        if state == .running || state == .polling {
          try await endAttempt(job: dependent, number: row[1], .released, error: nil)
        }
        try await run(Statements.Control.blockAgain, ["id": dependent, "now": now.rawValue])
        revived.jobs.insert(dependent)
        ready.append(dependent)
      }
    }
  }

  private func instanceIsGone(_ job: ControlledJob) async throws -> Bool {
    guard let instance = job.instanceID else { return false }
    return try await id(Statements.Control.instanceIsGone, [job.id, instance]) != nil
  }
}
