/// What becomes of a claimed or polling job: the decision, before the fence has been asked.
package enum JobOutcome: Sendable, Equatable {
  case succeed(JobResult)
  case fail(JobError)
  /// Runs again at that time; `counted` spends one of `max_failures`.
  case retry(at: Timestamp, JobError, counted: Bool)
  /// Given back without a try: nothing on its ladder is open before that time. Leaves no attempt behind.
  case park(until: Timestamp, JobError)
  /// Parked on EC2, or still parked: the poller looks again at that time.
  case poll(PollPlan)
  /// Given back untouched, as by a worker that stops.
  case release
}

/// Where a parked wait stands.
package struct PollPlan: Sendable, Equatable {
  package var instanceID: String
  package var nextLook: Timestamp
  package var runningSince: Timestamp?

  package init(instanceID: String, nextLook: Timestamp, runningSince: Timestamp? = nil) {
    self.instanceID = instanceID
    self.nextLook = nextLook
    self.runningSince = runningSince
  }
}

/// One fenced decision, with what the attempt's row shall say.
package struct JobFinish: Sendable, Equatable {
  package var fence: Fence
  package var outcome: JobOutcome
  /// EC2 calls this attempt made since the last decision about it.
  package var calls: Int
  package var rung: Rung?
  /// A live instance that gets a terminate job where this decision ends its job.
  package var terminates: String?

  package init(
    _ fence: Fence, _ outcome: JobOutcome, calls: Int = 0, rung: Rung? = nil, terminates: String? = nil
  ) {
    self.fence = fence
    self.outcome = outcome
    self.calls = calls
    self.rung = rung
    self.terminates = terminates
  }
}
