package import JobModel

/// What becomes of a launch by what its ladder has to offer.
package enum LadderDecision {
  /// For a job that was not tried: nil where a rung is open.
  ///
  /// It rests until the first rung opens, or until its deadline if that comes first; what time does not mend fails it.
  package static func outcome(
    _ choice: LadderChoice, ladder: Ladder, closings: [Closing], job: ClaimedJob, spec: LaunchSpec, region: String,
    now: Timestamp
  ) -> JobOutcome? {
    func error(_ next: String) -> JobError {
      LadderReport.error(ladder, closings: closings, job: job.id, spec: spec, region: region, next: next, now: now)
    }
    switch choice {
    case .take: return nil
    case .exhausted: return .fail(error("no rung is left to try"))
    case .wait where now >= job.deadline:
      var error = error("its time to retry ended at \(job.deadline)")
      error.hint = "give it longer: geuse requeue \(job.id) --retry-for 6h" + (error.hint.map { "; \($0)" } ?? "")
      return .fail(error)
    case .wait(let time):
      let until = min(time, job.deadline)
      return .park(until: until, error("next try at \(until)"))
    }
  }

  /// For a job whose rung has just been refused: at once on the next open rung, else as above. A limit of the account
  /// counts as a failure.
  package static func outcome(
    afterRefusal refusal: JobError, _ choice: LadderChoice, ladder: Ladder, closings: [Closing], job: ClaimedJob,
    spec: LaunchSpec, region: String, now: Timestamp
  ) -> JobOutcome {
    guard now < job.deadline else { return .fail(refusal) }
    if case .take = choice { return .retry(at: now, refusal, counted: false) }
    let counted = refusal.errorClass == .quota
    guard !counted || job.failures + 1 < job.maxFailures else { return .fail(refusal) }
    switch outcome(choice, ladder: ladder, closings: closings, job: job, spec: spec, region: region, now: now) {
    case .park(let until, let error):
      return .retry(
        at: until, told(refusal, error, ladder, next: "next try at \(until)"), counted: counted)
    case .fail(let error): return .fail(told(refusal, error, ladder, next: nil))
    case let end?: return end
    case nil: return .retry(at: now, refusal, counted: false)
    }
  }

  /// Of a single rung, what EC2 has just said tells more than a list; of several, the list comes with the next step that
  /// the refusal asks for, unless that is to try elsewhere.
  private static func told(_ refusal: JobError, _ listed: JobError, _ ladder: Ladder, next: String?) -> JobError {
    let isAll = ladder.steps.count == 1 && listed.code == refusal.code
    var error = isAll ? refusal : listed
    if isAll, let next { error.message = error.message.adding(next) }
    error.requestID = refusal.requestID ?? error.requestID
    if refusal.errorClass != .capacity { error.hint = refusal.hint }
    return error
  }
}
