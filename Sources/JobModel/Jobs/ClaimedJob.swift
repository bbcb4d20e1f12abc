/// A job in a worker's hands, with all it needs to run.
package struct ClaimedJob: Sendable, Equatable {
  package var id: JobID
  package var spec: JobSpec
  /// The stored spec's id, which equal launches share.
  package var specID: Int64 = 0
  package var region: String
  package var deployment: String?
  package var queue: String
  package var priority: Int
  /// The number of the attempt that this claim began, from 1.
  package var attempt: Int
  /// Capacity refusals in a row before this claim, since the last requeue.
  package var refusals: Int
  package var failures: Int
  package var maxFailures: Int
  /// When the job began for the first time since it was enqueued or requeued.
  package var startedAt: Timestamp
  package var deadline: Timestamp
  package var cancelRequested: Bool
  package var lease: Lease
  /// The launch request that must be settled before anything else is done.
  package var openRequest: Fence?
  /// What the job it depends on left: where a wait or a tag finds its instance.
  package var dependencyResult: JobResult?
  package var dependencyID: JobID?
  /// Whether that job is a launch of which nobody knows what it left.
  package var dependencyOutcomeIsUnknown = false

  package var fence: Fence { Fence(id: id, token: lease.token) }

  package init(
    id: JobID, spec: JobSpec, region: String, deployment: String?, queue: String, priority: Int, attempt: Int,
    refusals: Int, failures: Int, maxFailures: Int, startedAt: Timestamp, deadline: Timestamp, cancelRequested: Bool,
    lease: Lease, openRequest: Fence?, dependencyID: JobID?, dependencyResult: JobResult?
  ) {
    self.id = id
    self.spec = spec
    self.region = region
    self.deployment = deployment
    self.queue = queue
    self.priority = priority
    self.attempt = attempt
    self.refusals = refusals
    self.failures = failures
    self.maxFailures = maxFailures
    self.startedAt = startedAt
    self.deadline = deadline
    self.cancelRequested = cancelRequested
    self.lease = lease
    self.openRequest = openRequest
    self.dependencyID = dependencyID
    self.dependencyResult = dependencyResult
  }
}

extension ClaimedJob {
  /// The instance this job is about: named by its spec, or launched by the job it depends on.
  package var instanceID: String? { spec.instanceID ?? dependencyResult?.instanceID }
}
