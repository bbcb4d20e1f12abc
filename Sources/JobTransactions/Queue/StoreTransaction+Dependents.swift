import JobModel

extension StoreTransaction {
  func state(of job: JobID) async throws -> JobState? {
    try await row(Statements.Dependents.state, [job]).map { try JobState(stored: $0[0]) }
  }

  /// Moves what depends on a job that has just become final, however far.
  func moveDependents(of job: JobID, state: JobState) async throws {
    if state == .succeeded {
      return try await unblock(behind: [job])
    }
    // Only a failure has more to tell than its own direct dependents.
    var ended = [job]
    var root: DependencyRoot?
    while let next = ended.popLast() {
      if try await run(Statements.Dependents.unblockThoseForCompletion, [now.rawValue, Value.ids([next])]) > 0 {
        effects.noteWork()
      }
      for dependent in try await ids(Statements.Dependents.blockedOn, [next]) {
        let known = if let root { root } else { try await rootOfFailure(job) }
        root = known
        try await markFailed(dependent, root: known)
        ended.append(dependent)
      }
    }
  }

  /// Makes ready what waited for the success of these.
  func unblock(behind jobs: [JobID]) async throws {
    if try await run(Statements.Dependents.unblockAll, [now.rawValue, Value.list(jobs)]) > 0 { effects.noteWork() }
  }

  /// Fails a blocked job with its dependency, and those that depend on it in turn.
  func failAsDependent(_ job: JobID, root: DependencyRoot) async throws {
    try await markFailed(job, root: root)
    try await moveDependents(of: job, state: .failed)
  }

  /// The job that a failed one's chain of dependencies broke at: itself unless it failed as a dependent.
  func rootOfFailure(_ job: JobID) async throws -> DependencyRoot {
    var id = job
    while true {
      guard let row = try await row(Statements.Dependents.ended, [id]) else { throw StoreError.noSuchJob(id) }
      let root = DependencyRoot(
        id: id, kind: try JobKind(stored: row[0]), state: try JobState(stored: row[1]), error: JobError(row, from: 3))
      guard root.state == .failed, root.error?.errorClass == .dependency, let above: JobID = row[2] else { return root }
      id = above
    }
  }

  private func markFailed(_ job: JobID, root: DependencyRoot) async throws {
    let error: JobError? = root.failure
    try await run(Statements.Dependents.fail, ["now": now.rawValue, "id": job] + error.columns)
  }
}
