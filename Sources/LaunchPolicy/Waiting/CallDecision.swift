package import AWSCore
package import JobModel

/// What becomes of a tag or terminate job whose call failed.
package enum CallDecision {
  /// How long what EC2 does not know, or is busy with, is taken for not having spread yet.
  package static let propagationLimit: Duration = .seconds(120)
  /// Before a call that was throttled, or came too early, is made again.
  package static let shortPause: Duration = .seconds(5)

  /// - Parameters:
  ///   - instance: the id of the instance that the call was about.
  ///   - since: when this job met the same class of error first; nil where that is now.
  ///   - random: from 0 up to, but not including, 1.
  package static func outcome(
    _ error: AWSError, instance: String, for job: ClaimedJob, since: Timestamp?, now: Timestamp, random: Double
  ) -> JobOutcome {
    let waited = now - (since ?? now)
    let described = describe(error, instance: instance, job: job.id, waited: waited)
    switch described.errorClass {
    case .throttled: return job.retryOrFail(described, counted: false, after: shortPause, now: now)
    case .credentials: return job.retryOrFail(described, counted: false, after: .seconds(60), now: now)
    case .propagation:
      guard waited < propagationLimit else { return .fail(described) }
      return job.retryOrFail(described, counted: false, after: shortPause, now: now)
    case .transient where error.origin != .envelope:
      // The network's trouble, or a proxy's page, says nothing about the job.
      let delay = RefusalDecision.pause(.transient, sends: job.attempt)
      return job.retryOrFail(described, counted: false, after: delay, now: now)
    case .transient, .ambiguous:
      let delay = RetryPolicy.backoff(failures: job.failures + 1, random: random)
      return job.retryOrFail(described, counted: true, after: delay, now: now)
    case .unknown: return job.retryUnknown(described, random: random, now: now)
    default: return .fail(described)
    }
  }

  /// Says what a call about an instance ended with.
  /// - Parameter waited: for how long the same class of error has been met so far.
  package static func describe(_ error: AWSError, instance: String, job: JobID, waited: Duration = .zero) -> JobError {
    let errorClass = ErrorClass(error)
    let call = "\(error.action) for instance \(instance)"
    let failure = AuthorizationFailure(message: error.message)
    let message =
      switch errorClass {
      case .permission: "\(call) is not allowed in \(error.region): \(failure.plain)"
      case .throttled where error.code == AWSError.heldBack: "\(call) in \(error.region): \(error.message)"
      case .throttled: "\(call): the account's bucket for \(error.action) in \(error.region) is empty: \(error.message)"
      case .propagation where waited > .zero:
        "\(call) in \(error.region): \(error.message); it was waited for \(DurationText.rough(waited))"
      case .unknown, .transient: "\(call) in \(error.region): \(error.code): \(error.message)"
      default: "\(call) in \(error.region): \(error.message)"
      }
    return JobError(
      code: error.code, class: errorClass, message: message, hint: hint(errorClass, error, failure, instance, job),
      requestID: error.requestID)
  }

  private static func hint(
    _ errorClass: ErrorClass, _ error: AWSError, _ failure: AuthorizationFailure, _ instance: String, _ job: JobID
  ) -> String? {
    let again = "geuse requeue \(job)"
    switch errorClass {
    case .permission where error.code == "OperationNotPermitted" && error.action == "TerminateInstances":
      return "take its protection off: aws ec2 modify-instance-attribute --instance-id \(instance) "
        + "--no-disable-api-termination --region \(error.region); then: \(again)"
    case .permission: return failure.hint(fallback: error.action, job: job)
    case .credentials: return "check them: aws sts get-caller-identity; the job keeps its place"
    case .propagation:
      return "check the id and the region: aws ec2 describe-instances --instance-ids \(instance) "
        + "--region \(error.region); then: \(again)"
    case .reference: return "check the id: instances are named as in i-0123456789abcdef0"
    case .input, .quota: return "enqueue it again with the value corrected"
    case .unknown: return error.requestID.map { "AWS support can look up request \($0); again: \(again)" } ?? again
    default: return nil
    }
  }
}

extension ClaimedJob {
  /// A refusal that nobody knows is tried again a few times at most, whatever the job's own budget.
  package func retryUnknown(_ error: JobError, random: Double, now: Timestamp) -> JobOutcome {
    guard failures + 1 < min(3, maxFailures) else { return .fail(error) }
    let delay = RetryPolicy.backoff(failures: failures + 1, random: random)
    return retryOrFail(error, counted: true, after: delay, now: now)
  }
}
