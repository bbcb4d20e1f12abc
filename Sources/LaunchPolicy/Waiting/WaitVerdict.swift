package import EC2
package import JobModel

/// Whether a wait is over: a pure function of what EC2 shows now and of the time.
package enum WaitVerdict: Sendable, Equatable {
  case reached(EC2Resource)
  case failed(JobError)
  /// EC2 took the instance for want of capacity before it was ready: its launch may be tried again.
  case lost(JobError)
  case keepWaiting(runningSince: Timestamp?)

  /// What the last look showed of one instance.
  package struct View: Sendable, Equatable {
    /// Nil where EC2 does not describe it (yet).
    package var instance: Instance?
    /// Nil where EC2 gave no status for it.
    package var status: InstanceStatus?
    /// Nil for an instance that is not spot, and where it was not asked for.
    package var spot: SpotInstanceRequest?
    /// EC2 calls that this instance took part in.
    package var calls: Int

    /// Whether EC2 does not know the id (yet).
    package var isUnknown: Bool { instance == nil && status == nil }
    /// Whether EC2 gave a status for an instance that it does not describe (yet): one list lags behind the other.
    package var isHalfShown: Bool { instance == nil && status != nil }

    package init(
      instance: Instance?, status: InstanceStatus?, spot: SpotInstanceRequest? = nil, calls: Int = 1
    ) {
      self.instance = instance
      self.status = status
      self.spot = spot
      self.calls = calls
    }
  }

  /// How long an id may stay unknown to EC2 before it is taken for wrong: its reads lag behind its writes.
  package static let propagationLimit = CallDecision.propagationLimit

  package static func judge(_ job: PollingJob, _ view: View, now: Timestamp) -> WaitVerdict {
    let waiting = Waiting(job: job, view: view, now: now)
    guard let instance = view.instance else {
      return view.isHalfShown && waiting.mayBeDescribed
        ? .keepWaiting(runningSince: job.runningSince) : waiting.judgeUnknown()
    }
    if job.spec.goal == .terminated {
      return instance.state == "terminated" ? .reached(EC2Resource(instance)) : waiting.stillTime(instance)
    }
    if let spot = view.spot, SpotStanding(spot) == .refused { return .failed(waiting.refused(spot, instance)) }
    if instance.isGone { return waiting.judgeDead(instance) }
    switch instance.state {
    case "stopping", "stopped": return .failed(waiting.stopped(instance))
    case "running": return waiting.judgeRunning(instance)
    default: return waiting.stillTime(instance)
    }
  }
}
