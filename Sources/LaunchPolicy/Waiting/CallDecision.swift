package import AWSCore
package import JobModel

/// What becomes of a tag or terminate job, or of a look-up for a launch, whose call failed.
package enum CallDecision {
  /// How long NotFound is taken for an id that has not spread yet.
  package static let propagationLimit: Duration = .seconds(120)

  /// - Parameter subject: the thing the call was about, for the message.
  package static func outcome(
    _ error: AWSError, subject: String, for job: ClaimedJob, now: Timestamp, random: Double
  ) -> JobOutcome {
    let errorClass = ErrorClass(error)
    let described = JobError(
      code: error.code, class: errorClass,
      message: "\(error.action) for \(subject) in \(error.region): \(error.message)",
      hint: hint(errorClass, error, job.id), requestID: error.requestID)
    switch errorClass {
    case .throttled: return job.retryOrFail(described, counted: false, after: .seconds(5), now: now)
    case .credentials: return job.retryOrFail(described, counted: false, after: .seconds(60), now: now)
    case .propagation:
      guard now - job.startedAt < propagationLimit else { return .fail(described) }
      return job.retryOrFail(described, counted: false, after: .seconds(5), now: now)
    case .transient where error.origin == .notSent:
      let delay = RefusalDecision.pause(.transient, sends: job.attempt)
      return job.retryOrFail(described, counted: false, after: delay, now: now)
    case .transient, .ambiguous, .unknown:
      let delay = RetryPolicy.backoff(failures: job.failures + 1, random: random)
      return job.retryOrFail(described, counted: true, after: delay, now: now)
    default: return .fail(described)
    }
  }

  private static func hint(_ errorClass: ErrorClass, _ error: AWSError, _ job: JobID) -> String? {
    switch errorClass {
    case .permission: "allow ec2:\(error.action) in the worker's policy; then: geuse requeue \(job)"
    case .credentials: "check them: aws sts get-caller-identity; the job keeps its place"
    case .propagation: "check the id and the region; then: geuse requeue \(job)"
    default: nil
    }
  }
}
