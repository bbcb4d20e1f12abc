/// A job as the store shows it to people.
package struct JobRecord: Sendable, Equatable {
  package var id: JobID
  package var state: JobState
  package var queue: String
  package var priority: Int
  package var failures: Int
  package var maxFailures: Int
  package var rescues: Int
  package var runAt: Timestamp
  package var deadline: Timestamp?
  package var createdAt: Timestamp
  package var startedAt: Timestamp?
  package var finishedAt: Timestamp?
  package var uniqueKey: String?
  package var after: JobID?
  package var deployment: String?
  package var region: String
  package var spec: JobSpec
  package var result: JobResult?
  package var error: JobError?
  package var cancelRequested: Bool
  package var hasOpenRequest: Bool
  package var attempts: [Attempt]
  /// Whether a requeue's changes wait for the end of its open request.
  package var hasPendingChanges = false
  /// When its result's instance was first seen to end; nil where that is not known.
  package var instanceGoneAt: Timestamp?
  /// That of a wait which was looked at, also where it failed.
  package var watchedInstanceID: String?

  package var kind: JobKind { spec.kind }

  package init(
    id: JobID, state: JobState, queue: String, priority: Int, failures: Int, maxFailures: Int, rescues: Int,
    runAt: Timestamp, deadline: Timestamp?, createdAt: Timestamp, startedAt: Timestamp?, finishedAt: Timestamp?,
    uniqueKey: String?, after: JobID?, deployment: String?, region: String, spec: JobSpec, result: JobResult?,
    error: JobError?, cancelRequested: Bool, hasOpenRequest: Bool, attempts: [Attempt]
  ) {
    self.id = id
    self.state = state
    self.queue = queue
    self.priority = priority
    self.failures = failures
    self.maxFailures = maxFailures
    self.rescues = rescues
    self.runAt = runAt
    self.deadline = deadline
    self.createdAt = createdAt
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.uniqueKey = uniqueKey
    self.after = after
    self.deployment = deployment
    self.region = region
    self.spec = spec
    self.result = result
    self.error = error
    self.cancelRequested = cancelRequested
    self.hasOpenRequest = hasOpenRequest
    self.attempts = attempts
  }

  package func shownState(at now: Timestamp) -> ShownState {
    ShownState(state, runAt: runAt, hasError: error != nil, now: now)
  }
}
