package import EC2
package import JobModel

/// What an instance found for a launch means for its job.
package enum InstanceFate {
  /// A living instance succeeds its launch, a dead one fails it with EC2's reason.
  package static func outcome(_ instance: Instance, job: JobID) -> JobOutcome {
    instance.isGone
      ? .fail(death(of: instance, hint: "launch again: geuse requeue \(job)"))
      : .succeed(.resource(EC2Resource(instance)))
  }

  /// The same for an instance that is known from the store alone.
  package static func outcome(_ resource: EC2Resource, job: JobID) -> JobOutcome {
    guard resource.isEnding else { return .succeed(.resource(resource)) }
    let instance = Instance(instanceID: resource.instanceID, state: resource.state)
    return .fail(death(of: instance, hint: "launch again: geuse requeue \(job)"))
  }

  /// The error for an instance that ended before it was of use.
  package static func death(of instance: Instance, hint: String?) -> JobError {
    let reason = instance.stateReason
    let said = reason.map { "\($0.code): \($0.message)" } ?? instance.stateTransitionReason ?? "EC2 gives no reason"
    return JobError(
      code: reason?.code ?? "InstanceTerminated", class: .instance,
      message: "instance \(instance.instanceID) is \(instance.state); \(said)", hint: hint)
  }
}
