import AWSCore
import JobModel
import LaunchPolicy

/// What becomes of a request's members where EC2 gave them no instance.
enum LaunchMembers {
  /// Starts from "not filled" for every member of a request that EC2 answered with fewer instances than asked.
  static func unfilled(_ jobs: [ClaimedJob], launched: Int, now: Timestamp) -> [JobID: JobOutcome] {
    var members: [JobID: JobOutcome] = [:]
    for job in jobs {
      let error = JobError(
        code: "LaunchedShort", class: .capacity,
        message: "EC2 launched \(launched) of \(jobs.count) instances; this one moves on", hint: nil)
      members[job.id] = job.cancelRequested ? .release : job.retryOrFail(error, counted: false, after: .zero, now: now)
    }
    return members
  }

  /// - Parameter error: nil where nothing was ever sent: whose time is not over goes on without the others.
  static func refused(_ job: ClaimedJob, _ error: JobError?, now: Timestamp, random: Double) -> JobOutcome {
    if job.cancelRequested { return .release }
    guard let error else {
      guard now >= job.deadline else { return .release }
      return .fail(
        JobError(
          code: "DeadlineExceeded", class: .timeout, message: "the launch's deadline passed before it could be sent",
          hint: "give it longer and run it again: geuse requeue \(job.id)"))
    }
    return RefusalDecision.outcome(error, for: job, now: now, random: random)
  }
}

extension JobError {
  /// For a request that may have launched and could not be settled in time.
  static func launchOutcomeUnknown(_ request: LaunchRequest, job: JobID) -> JobError {
    JobError(
      code: JobError.launchOutcomeUnknownCode, class: .ambiguous,
      message:
        "no answer to launch request \(request.uuid) could be had in time; it may have launched in \(request.region)",
      hint: "look: aws ec2 describe-instances --region \(request.region) --filters "
        + "Name=tag:geusemaker:request,Values=\(request.uuid); if there is none: geuse requeue \(job) --assume-not-launched"
    )
  }

  /// For a request whose signatures may still take effect.
  static func launchInFlight(_ request: LaunchRequest, until: Timestamp) -> JobError {
    JobError(
      code: "LaunchInFlight", class: .ambiguous,
      message: "launch request \(request.uuid) may still be acted upon by EC2; looked at again at \(until)", hint: nil)
  }
}

extension LaunchSend {
  /// How much the stored code proves.
  var origin: AWSError.Origin {
    switch answer {
    case .notSent: .notSent
    case .ambiguous where status == nil: .interrupted
    case .ambiguous where !AWSError.isEC2Code(code): .unrecognized
    default: .envelope
    }
  }
}

extension SendAnswer {
  init(_ error: AWSError) {
    let answer: LaunchSend.Answer =
      switch error.origin {
      case .notSent, .credentials: .notSent
      default: error.provesNothingLaunched ? .refused : .ambiguous
      }
    self.init(answer, code: error.code, message: error.message, requestID: error.requestID, status: error.status)
  }
}
