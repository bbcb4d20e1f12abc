import AWSCore
package import JobModel

/// What becomes of a launch whose request was refused for good.
package enum RefusalDecision {
  /// - Parameter random: from 0 up to, but not including, 1.
  package static func outcome(_ error: JobError, for job: ClaimedJob, now: Timestamp, random: Double) -> JobOutcome {
    switch error.errorClass {
    case .capacity:
      return job.retryOrFail(
        error, counted: false, after: RetryPolicy.capacityDelay(refusals: job.refusals + 1), now: now)
    case .quota where job.failures == 0:
      return job.retryOrFail(error, counted: true, after: Refusal.quotaRest, now: now)
    case .image where job.failures == 0 && job.spec.imageIsChosen:
      // The cached image may have been withdrawn; the next try asks EC2 afresh.
      return job.retryOrFail(error, counted: true, after: .zero, now: now)
    case .throttled, .credentials:
      return job.retryOrFail(error, counted: false, after: pause(error.errorClass, sends: 1), now: now)
    case .transient where !AWSError.isEC2Code(error.code):
      // A network that is down, or a page of somebody else's, says nothing about the launch: only its deadline ends it.
      return job.retryOrFail(error, counted: false, after: pause(.transient, sends: job.attempt), now: now)
    case .transient:
      let delay = RetryPolicy.backoff(failures: job.failures + 1, random: random)
      return job.retryOrFail(error, counted: true, after: delay, now: now)
    case .unknown: return job.retryUnknown(error, random: random, now: now)
    default:
      return .fail(error)
    }
  }

  /// How long an open request rests before its bytes are sent again under the same token.
  /// - Parameter sends: how often it was sent so far.
  package static func pause(_ errorClass: ErrorClass, sends: Int) -> Duration {
    let doubled: Duration = .seconds(1 << min(max(0, sends - 1), 6))
    return switch errorClass {
    case .credentials: .seconds(60)
    case .capacity: RetryPolicy.capacityDelay(refusals: sends)
    case .throttled, .propagation: max(.seconds(2), min(.seconds(30), doubled))
    default: min(.seconds(60), doubled)
    }
  }
}

extension JobSpec {
  /// Whether the image is looked up, rather than named by its id: asked again it may be another.
  package var imageIsChosen: Bool {
    guard case .launch(let spec) = self else { return false }
    return spec.imageID.map { ImageChoice.parameter(in: $0) != nil } ?? true
  }
}
