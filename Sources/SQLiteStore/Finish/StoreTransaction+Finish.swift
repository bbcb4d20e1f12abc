import GRDB
import JobModel

extension StoreTransaction {
  /// Writes decisions in order; answers whether each was accepted.
  func finish(_ finishes: [JobFinish]) throws -> [Bool] {
    // By how many calls they took.
    var succeeded: [Int: [JobID]] = [:]
    let results = ResultWriter()
    let answers = try finishes.map { finish in
      guard try succeedPlainly(finish, results) else { return try self.finish(finish) }
      succeeded[finish.calls, default: []].append(finish.fence.id)
      return true
    }
    // What is alike is written together.
    for (calls, jobs) in succeeded {
      try run(Statements.Finish.endAttemptsPlainly, [now.rawValue, calls, JSONText.list(jobs)])
      try unblock(behind: jobs)
    }
    return answers
  }

  /// The usual end, but for its attempt and what waits behind it; false where it is another one, and nothing is written.
  private func succeedPlainly(_ finish: JobFinish, _ results: ResultWriter) throws -> Bool {
    guard case .succeed(let result) = finish.outcome, finish.terminates == nil, finish.rung == nil,
      Verdict.succeed(result).goneInstance == nil
    else { return false }
    let fence: StatementArguments = [finish.fence.id, finish.fence.token]
    return try run(Statements.Finish.succeedPlainly, [now.rawValue, results.json(of: result)] + fence) == 1
  }

  /// Writes a decision; false where its fence no longer holds, or where it is not the decider's to make.
  func finish(_ finish: JobFinish) throws -> Bool {
    let fence = finish.fence
    guard let job = try row(Statements.Finish.held, [fence.id, fence.token]).map(HeldJob.init),
      let verdict = Verdict(
        finish.outcome, kind: job.kind, cancelRequested: job.cancelRequested, hasOpenRequest: job.openRequest != nil)
    else { return false }
    // Its members left the hands that hold it: nobody may settle it until it is claimed whole again.
    if let request = job.openRequest { try run(Statements.Finish.dropRequest, [request]) }
    guard try carryOut(verdict, on: job, calls: finish.calls, rung: finish.rung) else { return false }
    if let instance = finish.terminates, verdict.finalState != nil {
      try enqueueTermination(of: instance, for: job.id)
    }
    return true
  }

  /// Writes a verdict, its attempt's end, and what follows for the jobs that depend on it.
  func carryOut(_ verdict: Verdict, on job: HeldJob, calls: Int, rung: Rung?) throws -> Bool {
    guard try write(verdict, on: job) == 1 else { return false }
    if case .park = verdict {
      try run(Statements.Finish.takeBackAttempt, [job.id, job.attempt])
      try moveParked(job.id)
      return true
    }
    // An opening since the decision was made wakes it.
    if case .retry = verdict { try moveParked(job.id) }
    if verdict.givesWork(now: now) { effects.noteWork() }
    let rung = try rung.map { try JSONText.encode($0) }
    try endAttempt(job: job.id, number: job.attempt, verdict.attempt, error: verdict.error, calls: calls, rung: rung)
    if let state = verdict.finalState { try moveDependents(of: job.id, state: state) }
    if let instance = verdict.goneInstance { try recordGone(region: job.region, instanceID: instance) }
    return true
  }

  func endAttempt(
    job: JobID, number: Int, _ outcome: Attempt.Outcome, error: JobError?, calls: Int = 0, rung: String? = nil
  ) throws {
    let finishedAt = outcome == .polling ? nil : now.rawValue
    let ending: StatementArguments = [outcome.rawValue, finishedAt, calls, rung]
    try run(Statements.Finish.endAttempt, ending + error.columns + [job, number])
  }

  private func write(_ verdict: Verdict, on job: HeldJob) throws -> Int {
    let fence: StatementArguments = [job.id, job.token]
    let error = verdict.error
    switch verdict {
    case .succeed(let result):
      return try run(Statements.Finish.succeed, [now.rawValue, result.canonicalJSON()] + fence)
    case .fail:
      return try run(Statements.Finish.fail, [now.rawValue] + error.columns + fence)
    case .retry(let time, _, let counted):
      let isRefusal = !counted && error?.errorClass == .capacity
      return try run(Statements.Finish.retry, [time.rawValue, counted ? 1 : 0, isRefusal] + error.columns + fence)
    case .poll(let plan):
      return try run(
        Statements.Finish.poll, [plan.nextLook.rawValue, plan.instanceID, plan.runningSince?.rawValue] + fence)
    case .park(let time, _):
      return try run(Statements.Finish.park, [time.rawValue] + error.columns + fence)
    case .release:
      return try run(Statements.Finish.release, fence)
    case .cancel(let result, _):
      return try run(Statements.Finish.cancel, [now.rawValue, result?.canonicalJSON()] + fence)
    }
  }
}
