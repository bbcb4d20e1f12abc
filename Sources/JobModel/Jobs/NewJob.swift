/// A job as a producer asks for it.
package struct NewJob: Sendable, Equatable {
  package var spec: JobSpec
  package var region: String
  package var deployment: String?
  package var queue: String
  /// Smaller runs first.
  package var priority: Int
  /// Nil means at once.
  package var runAt: Timestamp?
  package var after: Dependency?
  package var uniqueKey: String?
  /// A key that asks for the same under another name: where a job has it, this one is refused.
  package var rivalKey: String?
  package var maxFailures: Int
  /// How long after its first claim a launch may keep trying.
  package var retryFor: Duration

  package init(
    spec: JobSpec, region: String, deployment: String? = nil, queue: String = JobDefaults.queue, priority: Int = 0,
    runAt: Timestamp? = nil, after: Dependency? = nil, uniqueKey: String? = nil,
    rivalKey: String? = nil, maxFailures: Int = JobDefaults.maxFailures, retryFor: Duration = JobDefaults.retryFor
  ) {
    self.spec = spec
    self.region = region
    self.deployment = deployment
    self.queue = queue
    self.priority = priority
    self.runAt = runAt
    self.after = after
    self.uniqueKey = uniqueKey
    self.rivalKey = rivalKey
    self.maxFailures = maxFailures
    self.retryFor = retryFor
  }
}

/// The job that another one waits for.
package struct Dependency: Sendable, Equatable {
  package enum Target: Sendable, Equatable {
    /// A job that the store already holds.
    case job(JobID)
    /// An earlier entry of the same enqueue, by its index.
    case entry(Int)
  }
  package enum Condition: String, Sendable, Codable {
    /// Runs once the other succeeded, fails with it otherwise.
    case success
    /// Runs once the other is final, whatever its outcome.
    case completion
  }
  package var target: Target
  package var condition: Condition

  package init(_ target: Target, condition: Condition = .success) {
    self.target = target
    self.condition = condition
  }
}

/// What an enqueue answers for each of its jobs, in order.
package struct EnqueuedJob: Sendable, Equatable {
  package var id: JobID
  /// True where the unique key already named this job.
  package var existing: Bool

  package init(id: JobID, existing: Bool) {
    self.id = id
    self.existing = existing
  }
}

package enum JobDefaults {
  package static let queue = "default"
  package static let maxFailures = 5
  package static let retryFor: Duration = .seconds(6 * 3600)
  package static let lease: Duration = .seconds(30)
  /// A job whose holder died this often fails as poison.
  package static let maxRescues = 10
  /// How often a launch is run again whose instance was taken for want of capacity before it was ready.
  package static let maxRelaunches = 3
}
