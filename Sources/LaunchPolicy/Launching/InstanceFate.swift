package import EC2
package import JobModel

/// What an instance found for a launch means for its job.
package enum InstanceFate {
  /// A living instance succeeds its launch; one that EC2 took back for want of capacity leaves it to be tried again;
  /// any other dead one fails it with EC2's reason.
  package static func outcome(_ instance: Instance, for job: ClaimedJob, now: Timestamp) -> JobOutcome {
    guard instance.isGone else { return .succeed(.resource(EC2Resource(instance))) }
    let error = death(of: instance, hint: "launch again: geuse requeue \(job.id)")
    guard isCapacityDeath(instance) else { return .fail(error) }
    // Its offering is closed; another rung may be open.
    return job.retryOrFail(error, counted: false, after: .zero, now: now)
  }

  /// The same for an instance that is known from the store alone, which keeps no reasons.
  package static func outcome(_ resource: EC2Resource, job: JobID) -> JobOutcome {
    guard resource.isEnding else { return .succeed(.resource(resource)) }
    let instance = Instance(instanceID: resource.instanceID, state: resource.state)
    return .fail(death(of: instance, hint: "launch again: geuse requeue \(job)"))
  }

  /// Whether EC2 ended it for want of capacity, be it that it never had any or that it took spot capacity back.
  package static func isCapacityDeath(_ instance: Instance) -> Bool {
    instance.isGone && (instance.stateReason.map { isShortage($0) } ?? false)
  }

  /// The reasons for which another offering, or a later time, helps.
  ///
  /// Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StateReason.html
  package static func isShortage(_ reason: StateReason) -> Bool {
    ["Server.InsufficientInstanceCapacity", interruption, "Server.SpotInstanceShutdown"].contains(reason.code)
  }

  /// The reason of a spot instance that EC2 took back.
  static let interruption = "Server.SpotInstanceTermination"

  /// The error for an instance that ended before it was of use.
  package static func death(of instance: Instance, hint: String?) -> JobError {
    let reason = instance.stateReason
    let said = reason.map(\.inWords) ?? instance.stateTransitionReason ?? "EC2 gives no reason"
    let how = reason?.code == interruption ? "was interrupted and is \(instance.state)" : "is \(instance.state)"
    return JobError(
      code: reason?.code ?? "InstanceTerminated", class: isCapacityDeath(instance) ? .capacity : .instance,
      message: "instance \(instance.summary) \(how); \(said)", hint: hint)
  }
}

extension StateReason {
  /// EC2 often says the code once more in front of the message.
  fileprivate var inWords: String { message.hasPrefix(code) ? message : "\(code): \(message)" }
}

extension Instance {
  /// For people: `i-1 (spot t3.medium, us-east-1a, 203.0.113.7, launched 2026-01-31T09:15:00.000Z)`, as far as it is
  /// known.
  package var summary: String {
    let kind = [instanceLifecycle, instanceType].compactMap(\.self).joined(separator: " ")
    let facts = [
      kind.isEmpty ? nil : kind, availabilityZone, publicIP ?? privateIP,
      launchTime.map { "launched \(Timestamp($0))" },
    ]
    let known = facts.compactMap(\.self).joined(separator: ", ")
    return known.isEmpty ? instanceID : "\(instanceID) (\(known))"
  }
}
