import AWSCore
import EC2
import JobModel

/// An id with the token that gives a right to it.
struct TracedFence: Encodable, Sendable {
  let id: Int64
  let token: Int64

  init(_ fence: Fence) { (id, token) = (fence.id, fence.token) }
}

struct TracedJobs<Job: Encodable & Sendable>: Encodable, Sendable {
  let jobs: [Job]
}

struct TracedClaim: Encodable, Sendable {
  struct Job: Encodable, Sendable {
    let job: JobID
    let token: Int64
    let kind: String
    let attempt: Int
    let request: TracedFence?

    init(_ job: ClaimedJob) {
      self.job = job.id
      token = job.lease.token
      kind = job.spec.kind.rawValue
      attempt = job.attempt
      request = job.openRequest.map(TracedFence.init)
    }
  }
  let worker: String
  let jobs: [Job]
}

/// A decision about one job.
struct TracedOutcome: Encodable, Sendable {
  let job: JobID
  /// Nil where the request's token stands for it.
  let token: Int64?
  let outcome: String
  let code: String?
  let instance: String?

  init(job: JobID, token: Int64? = nil, _ outcome: JobOutcome) {
    self.job = job
    self.token = token
    switch outcome {
    case .succeed(let result): (self.outcome, code, instance) = ("succeed", nil, result.instanceID)
    case .fail(let error): (self.outcome, code, instance) = ("fail", error.code, nil)
    case .retry(_, let error, _): (self.outcome, code, instance) = ("retry", error.code, nil)
    case .park(_, let error): (self.outcome, code, instance) = ("park", error.code, nil)
    case .poll(let plan): (self.outcome, code, instance) = ("poll", nil, plan.instanceID)
    case .release: (self.outcome, code, instance) = ("release", nil, nil)
    }
  }
}

struct TracedAcceptance: Encodable, Sendable {
  let accepted: [Bool]
}

struct TracedInstance: Encodable, Sendable {
  let instance: String
  let ordinal: Int?
  let state: String?

  init(_ launched: LaunchedInstance) {
    (instance, ordinal, state) = (launched.resource.instanceID, launched.ordinal, launched.resource.state)
  }

  init(_ listed: ListedInstance) {
    (instance, ordinal, state) = (listed.resource.instanceID, listed.ordinal, listed.resource.state)
  }

  init(_ seen: Instance) { (instance, ordinal, state) = (seen.instanceID, seen.amiLaunchIndex, seen.state) }

  init(_ change: InstanceStateChange) {
    (instance, ordinal, state) = (change.instanceID, nil, change.currentState)
  }
}

struct TracedInstances: Encodable, Sendable {
  let instances: [TracedInstance]
}

/// What kept something from being done: a code, never a message.
struct TracedFailure: Encodable, Sendable {
  let failure: String

  init(_ error: any Error) {
    // The case of an enum without what it carries.
    failure = (error as? AWSError)?.code ?? String(String(describing: error).prefix { $0.isLetter })
  }
}

/// Nothing to say but that it was done.
struct TracedDone: Encodable, Sendable {
  let done = true
}
