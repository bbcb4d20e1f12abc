package import EC2
package import JobModel

/// Whether a wait is over: a pure function of what EC2 shows now and of the time.
package enum WaitVerdict: Sendable, Equatable {
  case reached(EC2Resource)
  case failed(JobError)
  case keepWaiting(runningSince: Timestamp?)

  /// What the last look showed of one instance.
  package struct View: Sendable, Equatable {
    /// Nil where EC2 does not know the id (yet).
    package var instance: Instance?
    /// Nil where EC2 gave no status for it.
    package var status: InstanceStatus?

    package init(instance: Instance?, status: InstanceStatus?) {
      self.instance = instance
      self.status = status
    }
  }

  /// How long an id may stay unknown to EC2 before it is taken for wrong: its reads lag behind its writes.
  package static let propagationLimit: Duration = .seconds(120)

  package static func judge(_ job: PollingJob, _ view: View, now: Timestamp) -> WaitVerdict {
    guard let instance = view.instance else { return judgeUnknown(job, now: now) }
    if job.spec.goal == .terminated {
      return instance.state == "terminated" ? .reached(EC2Resource(instance)) : stillTime(job, instance, now: now)
    }
    switch instance.state {
    case "shutting-down", "terminated":
      return .failed(
        InstanceFate.death(of: instance, hint: "launch another: geuse launch, or geuse requeue of its launch job"))
    case "stopping", "stopped":
      return .failed(
        JobError(
          code: "InstanceStopped", class: .instance,
          message:
            "instance \(instance.instanceID) is \(instance.state) and will not reach \(job.spec.goal.rawValue) by itself",
          hint:
            "start it: aws ec2 start-instances --instance-ids \(instance.instanceID) --region \(job.region); or: \(terminateLine(instance))"
        ))
    case "running": return judgeRunning(job, instance, view.status, now: now)
    default: return stillTime(job, instance, now: now)
    }
  }

  private static func judgeUnknown(_ job: PollingJob, now: Timestamp) -> WaitVerdict {
    let waited = now - job.startedAt
    guard waited >= min(propagationLimit, .seconds(job.spec.timeout)) else { return .keepWaiting(runningSince: nil) }
    return .failed(
      JobError(
        code: "InvalidInstanceID.NotFound", class: .reference,
        message: "EC2 does not know instance \(job.instanceID) in \(job.region) after \(DurationText.rough(waited))",
        hint:
          "check the id and the region: aws ec2 describe-instances --instance-ids \(job.instanceID) --region \(job.region)"
      ))
  }

  private static func judgeRunning(_ job: PollingJob, _ instance: Instance, _ status: InstanceStatus?, now: Timestamp)
    -> WaitVerdict
  {
    let since = job.runningSince ?? now
    guard job.spec.goal == .statusOK else { return .reached(EC2Resource(instance)) }
    let checks = [("system", status?.systemStatus), ("instance", status?.instanceStatus)]
    if checks.allSatisfy({ $0.1 == "ok" }) { return .reached(EC2Resource(instance)) }
    if let impaired = checks.first(where: { $0.1 == "impaired" }) {
      return .failed(
        JobError(
          code: "InstanceImpaired", class: .instance,
          message: "the \(impaired.0) check of running instance \(instance.instanceID) is impaired",
          hint:
            "look at it: aws ec2 get-console-output --instance-id \(instance.instanceID) --region \(job.region); or: \(terminateLine(instance))"
        ))
    }
    guard now - since >= .seconds(job.spec.checksTimeout) else { return .keepWaiting(runningSince: since) }
    let shown = checks.map { "\($0.0) \($0.1 ?? "not reported")" }.joined(separator: ", ")
    return .failed(
      timeout(
        "instance \(instance.instanceID) is running but its checks did not pass within "
          + "\(DurationText.format(.seconds(job.spec.checksTimeout))): \(shown)", instance))
  }

  private static func stillTime(_ job: PollingJob, _ instance: Instance, now: Timestamp) -> WaitVerdict {
    guard now - job.startedAt >= .seconds(job.spec.timeout) else { return .keepWaiting(runningSince: nil) }
    return .failed(
      timeout(
        "instance \(instance.instanceID) is \(instance.state), not \(job.spec.goal.rawValue), after "
          + DurationText.format(.seconds(job.spec.timeout)), instance))
  }

  private static func timeout(_ message: String, _ instance: Instance) -> JobError {
    JobError(
      code: "WaitTimeout", class: .timeout, message: message,
      hint: "it is still there and costs money: \(terminateLine(instance))")
  }

  private static func terminateLine(_ instance: Instance) -> String { "geuse terminate \(instance.instanceID)" }
}
