import EC2
import JobModel

/// One judgement of one wait.
struct Waiting {
  let job: PollingJob
  let view: WaitVerdict.View
  let now: Timestamp

  private var waited: Duration { now - job.startedAt }

  /// Whether what EC2 shows in one list alone may still come in the other.
  var mayBeDescribed: Bool { now < job.timesOut + WaitVerdict.propagationLimit }

  func judgeUnknown() -> WaitVerdict {
    if let spot = view.spot {
      switch SpotStanding(spot) {
      case .refused: return .failed(refused(spot, nil))
      case .holding where waited < .seconds(job.spec.timeout): return .keepWaiting(runningSince: nil)
      case .holding:
        return .failed(
          JobError(
            code: WaitError.timeout, class: .timeout,
            message: "instance \(job.instanceID) is not there after \(DurationText.format(.seconds(job.spec.timeout)))"
              + told(spot), hint: "its request stays open until it is cancelled: \(cancelLine(spot))"))
      default: break
      }
    }
    let limit = min(WaitVerdict.propagationLimit, .seconds(job.spec.timeout))
    return waited >= limit ? .failed(WaitError.unknown(job, waited: waited)) : .keepWaiting(runningSince: nil)
  }

  func judgeDead(_ instance: Instance) -> WaitVerdict {
    let again = job.spec.instanceID == nil ? "geuse requeue \(job.id)" : "geuse launch"
    var error = InstanceFate.death(
      of: instance, hint: "launch another: " + (job.launchID.map { "geuse requeue \($0) \(job.id)" } ?? again))
    var isShortage = InstanceFate.isCapacityDeath(instance)
    if let spot = view.spot, SpotStanding(spot) != .fine {
      error.message += told(spot)
      error.code = spot.statusCode ?? error.code
      // What its request says is said of this instance; the reason may be a general one.
      switch SpotStanding(spot) {
      case .interrupted: isShortage = true
      case .ended: isShortage = false
      default: break
      }
    }
    error.errorClass = isShortage ? .capacity : .instance
    return isShortage ? .lost(error) : .failed(error)
  }

  func judgeRunning(_ instance: Instance) -> WaitVerdict {
    let since = job.runningSince ?? now
    guard job.spec.goal == .statusOK else { return .reached(EC2Resource(instance)) }
    let checks = [("system", view.status?.systemStatus), ("instance", view.status?.instanceStatus)]
    if checks.allSatisfy({ $0.1 == "ok" }) { return .reached(EC2Resource(instance)) }
    if let impaired = checks.first(where: { $0.1 == "impaired" }) {
      return .failed(
        JobError(
          code: "InstanceImpaired", class: .instance,
          message: "the \(impaired.0) check of running instance \(instance.instanceID) is impaired",
          hint: "look at it: aws ec2 get-console-output --instance-id \(instance.instanceID) --region \(job.region); "
            + end(of: instance)))
    }
    guard now - since >= .seconds(job.spec.checksTimeout) else { return .keepWaiting(runningSince: since) }
    let shown = checks.map { "\($0.0) \($0.1 ?? "not reported")" }.joined(separator: ", ")
    return .failed(
      timeout(
        "instance \(instance.instanceID) is running but its checks did not pass within "
          + "\(DurationText.format(.seconds(job.spec.checksTimeout))): \(shown)", instance))
  }

  func stillTime(_ instance: Instance) -> WaitVerdict {
    guard waited >= .seconds(job.spec.timeout) else { return .keepWaiting(runningSince: nil) }
    return .failed(
      timeout(
        "instance \(instance.instanceID) is \(instance.state), not \(job.spec.goal.rawValue), after "
          + DurationText.format(.seconds(job.spec.timeout)), instance))
  }

  func stopped(_ instance: Instance) -> JobError {
    JobError(
      code: "InstanceStopped", class: .instance,
      message:
        "instance \(instance.instanceID) is \(instance.state) and will not reach \(job.spec.goal.rawValue) by itself",
      hint: "start it: aws ec2 start-instances --instance-ids \(instance.instanceID) --region \(job.region); "
        + end(of: instance))
  }

  /// A spot request that EC2 will never fulfil.
  func refused(_ spot: SpotInstanceRequest, _ instance: Instance?) -> JobError {
    JobError(
      code: spot.statusCode ?? spot.state, class: .instance,
      message: "instance \(job.instanceID) will not come" + told(spot),
      hint: instance.flatMap { $0.isGone ? nil : end(of: $0) }
        ?? job.launchID.map { "launch again: geuse requeue \($0) \(job.id)" })
  }

  private func timeout(_ message: String, _ instance: Instance) -> JobError {
    let spot = view.spot.flatMap { SpotStanding($0) == .fine ? nil : told($0) } ?? ""
    let longer = job.spec.terminateOnFailure == true ? "" : "wait longer: geuse requeue \(job.id); "
    return JobError(code: WaitError.timeout, class: .timeout, message: message + spot, hint: longer + end(of: instance))
  }

  /// The live instance, and how it is ended.
  private func end(of instance: Instance) -> String {
    let left = "\(instance.summary) is \(instance.state)"
    return job.spec.terminateOnFailure == true
      ? "\(left) and is being terminated, as asked"
      : "\(left) and costs money until: geuse terminate \(instance.instanceID)"
  }

  private func told(_ spot: SpotInstanceRequest) -> String { "; its \(spot.summary)" }

  private func cancelLine(_ spot: SpotInstanceRequest) -> String {
    "aws ec2 cancel-spot-instance-requests --spot-instance-request-ids \(spot.spotInstanceRequestID) --region \(job.region)"
  }
}
