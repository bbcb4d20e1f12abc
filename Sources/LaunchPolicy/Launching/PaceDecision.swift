package import AWSCore
package import JobModel

/// What becomes of a launch while the account's bucket of calls is empty, and others are before it.
package enum PaceDecision {
  /// - Parameter error: why nothing is sent now.
  package static func outcome(
    _ error: AWSError, after wait: Duration, for job: ClaimedJob, spec: LaunchSpec, now: Timestamp
  ) -> JobOutcome {
    let described = LaunchAdvice.describe(error, job: job.id, spec: spec, rung: spec.firstRung)
    guard now < job.deadline else { return .fail(described) }
    return .park(until: min(now + wait, job.deadline), described)
  }
}
