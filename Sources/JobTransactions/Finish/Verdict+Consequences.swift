import JobModel

extension Verdict {
  /// How the attempt's row ends.
  var attempt: Attempt.Outcome {
    switch self {
    case .succeed: .succeeded
    case .fail: .failed
    case .retry: .retrying
    case .poll: .polling
    case .release, .park: .released
    case .cancel: .cancelled
    }
  }

  var error: JobError? {
    switch self {
    case .fail(let error), .retry(_, let error, _), .park(_, let error): error
    case .cancel(_, let error): error
    case .succeed, .poll, .release: nil
    }
  }

  /// Nil where the job goes on.
  var finalState: JobState? {
    switch self {
    case .succeed: .succeeded
    case .fail: .failed
    case .cancel: .cancelled
    case .retry, .poll, .release, .park: nil
    }
  }

  /// Whether somebody else may have something to do now: a claimer, or the poller.
  func givesWork(now: Timestamp) -> Bool {
    switch self {
    case .release, .poll: true
    case .retry(let time, _, _): time <= now
    case .succeed, .fail, .park, .cancel: false
    }
  }

  /// An instance of which EC2 said that it ended or is ending, which it never takes back.
  ///
  /// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
  var goneInstance: String? {
    switch self {
    case .succeed(.resource(let instance)) where EC2Resource.isEnding(instance.state): instance.instanceID
    case .succeed(.terminated(let end)) where EC2Resource.isEnding(end.state): end.instanceID
    default: nil
    }
  }
}
