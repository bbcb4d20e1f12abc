package import JobModel

extension StoreTransaction {
  /// Writes decisions in order; answers whether each was accepted.
  package func finish(_ finishes: [JobFinish]) async throws -> [Bool] {
    // By how many calls they took.
    var succeeded: [Int: [JobID]] = [:]
    let results = ResultWriter()
    let answers = try await finishes.asyncMap { finish in
      guard try await succeedPlainly(finish, results) else { return try await self.finish(finish) }
      succeeded[finish.calls, default: []].append(finish.fence.id)
      return true
    }
    // What is alike is written together.
    for (calls, jobs) in succeeded {
      try await runUnanswered(Statements.Finish.endAttemptsPlainly, [now.rawValue, calls, Value.list(jobs)])
      try await unblock(behind: jobs)
    }
    return answers
  }

  /// The usual end, but for its attempt and what waits behind it; false where it is another one, and nothing is written.
  private func succeedPlainly(_ finish: JobFinish, _ results: ResultWriter) async throws -> Bool {
    guard finish.isPlainSuccess, case .succeed(let result) = finish.outcome else { return false }
    let fence: Arguments = [finish.fence.id, finish.fence.token]
    return try await run(Statements.Finish.succeedPlainly, [now.rawValue, results.json(of: result)] + fence) == 1
  }

  /// Writes a decision; false where its fence no longer holds, or where it is not the decider's to make.
  func finish(_ finish: JobFinish) async throws -> Bool {
    let fence = finish.fence
    guard let job = try await row(Statements.Finish.held, [fence.id, fence.token]).map(HeldJob.init),
      let verdict = Verdict(
        finish.outcome, kind: job.kind, cancelRequested: job.cancelRequested, hasOpenRequest: job.openRequest != nil)
    else { return false }
    // Its members left the hands that hold it: nobody may settle it until it is claimed whole again.
    if let request = job.openRequest { try await runUnanswered(Statements.Finish.dropRequest, [request]) }
    guard try await carryOut(verdict, on: job, calls: finish.calls, rung: finish.rung) else { return false }
    if let instance = finish.terminates, verdict.finalState != nil {
      try await enqueueTermination(of: instance, for: job.id)
    }
    return true
  }

  /// Writes a verdict, its attempt's end, and what follows for the jobs that depend on it.
  func carryOut(_ verdict: Verdict, on job: HeldJob, calls: Int, rung: Rung?) async throws -> Bool {
    guard try await write(verdict, on: job) == 1 else { return false }
    if case .park = verdict {
      try await run(Statements.Finish.takeBackAttempt, [job.id, job.attempt])
      try await moveParked(job.id)
      return true
    }
    // An opening since the decision was made wakes it.
    if case .retry = verdict { try await moveParked(job.id) }
    if verdict.givesWork(now: now) { effects.noteWork() }
    let rung = try rung.map { try JSONText.encode($0) }
    try await endAttempt(
      job: job.id, number: job.attempt, verdict.attempt, error: verdict.error, calls: calls, rung: rung)
    if let state = verdict.finalState { try await moveDependents(of: job.id, state: state) }
    if let instance = verdict.goneInstance { try await recordGone(region: job.region, instanceID: instance) }
    return true
  }

  func endAttempt(
    job: JobID, number: Int, _ outcome: Attempt.Outcome, error: JobError?, calls: Int = 0, rung: String? = nil
  ) async throws {
    let finishedAt = outcome == .polling ? nil : now.rawValue
    let ending: Arguments = [outcome.rawValue, finishedAt, calls, rung]
    try await runUnanswered(Statements.Finish.endAttempt, ending + error.columns + [job, number])
  }

  private func write(_ verdict: Verdict, on job: HeldJob) async throws -> Int {
    let fence: Arguments = [job.id, job.token]
    let error = verdict.error
    switch verdict {
    case .succeed(let result):
      return try await run(Statements.Finish.succeed, [now.rawValue, result.canonicalJSON()] + fence)
    case .fail:
      return try await run(Statements.Finish.fail, [now.rawValue] + error.columns + fence)
    case .retry(let time, _, let counted):
      let isRefusal = !counted && error?.errorClass == .capacity
      return try await run(
        Statements.Finish.retry, [time.rawValue, counted ? 1 : 0, isRefusal] + error.columns + fence)
    case .poll(let plan):
      return try await run(
        Statements.Finish.poll, [plan.nextLook.rawValue, plan.instanceID, plan.runningSince?.rawValue] + fence)
    case .park(let time, _):
      return try await run(Statements.Finish.park, [time.rawValue] + error.columns + fence)
    case .release:
      return try await run(Statements.Finish.release, fence)
    case .cancel(let result, _):
      return try await run(Statements.Finish.cancel, [now.rawValue, result?.canonicalJSON()] + fence)
    }
  }
}

extension JobFinish {
  /// Whether it is the usual end, which says nothing but that it is one.
  package var isPlainSuccess: Bool {
    guard case .succeed(let result) = outcome else { return false }
    return terminates == nil && rung == nil && Verdict.succeed(result).goneInstance == nil
  }
}
