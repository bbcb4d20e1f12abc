package import JobModel

extension StoreTransaction {
  package func enqueue(_ jobs: [NewJob]) async throws -> [EnqueuedJob] {
    let specs = SpecWriter(self)
    // States of the jobs of this call, so that a dependent of one asks the table for nothing.
    var states: [JobID: JobState] = [:]
    var answers: [EnqueuedJob] = []
    answers.reserveCapacity(jobs.count)
    for job in jobs {
      let spec = try await specs.id(of: job.spec)
      if let known = try await knownJob(job, spec: spec) {
        answers.append(EnqueuedJob(id: known, existing: true))
        continue
      }
      try await refuseRival(of: job)
      let after = job.after.map { dependency in
        switch dependency.target {
        case .job(let id): id
        case .entry(let index): answers[index].id
        }
      }
      let start = try await start(of: job, after: after, known: states)
      let id = try await insert(job, spec: spec, after: after, state: start == .ready ? .ready : .blocked)
      if start == .failed, let after { try await failAsDependent(id, root: rootOfFailure(after)) }
      states[id] = start
      answers.append(EnqueuedJob(id: id, existing: false))
    }
    return answers
  }

  /// Stores one job; no key, and no look at what it depends on.
  @discardableResult
  func insert(_ job: NewJob, spec: Int64, after: JobID?, state: JobState) async throws -> JobID {
    let runAt = max(job.runAt ?? now, now).rawValue
    if state == .ready { effects.noteWork() }
    let id = try await insert(
      Statements.Enqueue.insertJob,
      [
        job.spec.kind.rawValue, state.rawValue, job.queue, job.priority, runAt, spec, job.region, job.deployment, after,
        job.after?.condition.rawValue, job.retryFor.milliseconds, job.maxFailures, now.rawValue,
        state == .blocked ? nil : runAt,
      ])
    if let key = job.uniqueKey {
      try await run(Statements.Enqueue.insertKey, [key, id, spec, job.region, job.deployment, now.rawValue])
    }
    return id
  }

  /// The job that the unique key names already, pruned or not.
  private func knownJob(_ job: NewJob, spec: Int64) async throws -> JobID? {
    guard let key = job.uniqueKey, let row = try await row(Statements.Enqueue.knownKey, [key]) else { return nil }
    let id: JobID = row[0]
    guard row[1] == spec, row[2] == job.region, row[3] == job.deployment else {
      throw StoreError.uniqueKeyConflict(key: key, job: id)
    }
    return id
  }

  private func refuseRival(of job: NewJob) async throws {
    guard let key = job.uniqueKey, let rival = job.rivalKey,
      let row = try await row(Statements.Enqueue.knownKey, [rival])
    else { return }
    throw StoreError.rivalKeyInUse(key: key, rival: rival, job: row[0])
  }

  private func start(of job: NewJob, after: JobID?, known states: [JobID: JobState]) async throws -> JobState {
    guard let dependency = job.after, let after else { return .ready }
    let known = if let state = states[after] { Optional(state) } else { try await state(of: after) }
    guard let state = known else {
      if case .entry = dependency.target { throw StoreError.dependencyPruned(after) }
      throw StoreError.noSuchJob(after)
    }
    return dependency.condition.start(afterJobIn: state)
  }
}

extension Dependency.Condition {
  /// Where a job starts whose dependency is in this state: blocked, ready, or failed with it.
  func start(afterJobIn state: JobState) -> JobState {
    guard state.isFinal else { return .blocked }
    return self == .completion || state == .succeeded ? .ready : .failed
  }
}
