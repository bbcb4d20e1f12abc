package import JobModel

/// A queue that keeps account of what it was asked and what it answered.
package struct TracedJobQueue: JobQueue {
  private let queue: any JobQueue
  private let trace: Trace

  package init(_ queue: any JobQueue, trace: Trace) {
    self.queue = queue
    self.trace = trace
  }

  package func enqueue(_ jobs: [NewJob]) async throws -> [EnqueuedJob] {
    let stored = try await queue.enqueue(jobs)
    trace.note("enqueued", TracedJobs(jobs: TracedEnqueued.list(jobs, stored)))
    return stored
  }

  package func claim(_ claim: Claim) async throws -> [ClaimedJob] {
    let claimed = try await queue.claim(claim)
    noteClaimed(claimed, by: claim)
    return claimed
  }

  private func noteClaimed(_ claimed: [ClaimedJob], by claim: Claim) {
    guard !claimed.isEmpty else { return }
    trace.note("claimed", TracedClaim(worker: claim.holder, jobs: claimed.map(TracedClaim.Job.init)))
  }

  package func nextRunAt(queues: [String], only: [JobID]?) async throws -> Timestamp? {
    try await queue.nextRunAt(queues: queues, only: only)
  }

  package func heartbeat(_ fences: [Fence], holder: String, lease: Duration) async throws -> [Fence] {
    let lost = try await queue.heartbeat(fences, holder: holder, lease: lease)
    if !lost.isEmpty { trace.note("leases-lost", TracedJobs(jobs: lost.map(TracedFence.init))) }
    return lost
  }

  package func finish(_ finishes: [JobFinish]) async throws -> [Bool] {
    guard !finishes.isEmpty else { return try await queue.finish(finishes) }
    let outcomes = finishes.map { TracedOutcome(job: $0.fence.id, token: $0.fence.token, $0.outcome) }
    return try await trace.around(
      "finish", TracedJobs(jobs: outcomes), answer: TracedAcceptance.init,
      doing: {
        try await queue.finish(finishes)
      })
  }

  package func finish(_ finishes: [JobFinish], claiming claim: Claim) async throws -> Exchange {
    guard !finishes.isEmpty else { return Exchange(accepted: [], claimed: try await self.claim(claim)) }
    let outcomes = finishes.map { TracedOutcome(job: $0.fence.id, token: $0.fence.token, $0.outcome) }
    let exchange = try await trace.around(
      "finish", TracedJobs(jobs: outcomes), answer: { TracedAcceptance(accepted: $0.accepted) },
      doing: {
        try await queue.finish(finishes, claiming: claim)
      })
    noteClaimed(exchange.claimed, by: claim)
    return exchange
  }

  package func rescue() async throws -> [JobID] {
    let rescued = try await queue.rescue()
    if !rescued.isEmpty { trace.note("rescued", TracedJobs(jobs: rescued)) }
    return rescued
  }

  package func pollingRegions() async throws -> [PollingRegion] { try await queue.pollingRegions() }

  package func duePolls(region: String, limit: Int) async throws -> [PollingJob] {
    try await queue.duePolls(region: region, limit: limit)
  }

  package func putOff(_ polls: [Fence], until: Timestamp) async throws -> Int {
    try await queue.putOff(polls, until: until)
  }
}

/// What a producer was told about one of its jobs.
struct TracedEnqueued: Encodable, Sendable {
  let job: JobID
  let kind: String
  let after: JobID?
  /// How that job has to end: `success` or `completion`.
  let condition: String?
  let existing: Bool

  static func list(_ jobs: [NewJob], _ allStored: [EnqueuedJob]) -> [TracedEnqueued] {
    zip(jobs, allStored).map { job, stored in
      let after: JobID? =
        switch job.after?.target {
        case .job(let id): id
        case .entry(let index): allStored[index].id
        case nil: nil
        }
      return TracedEnqueued(
        job: stored.id, kind: job.spec.kind.rawValue, after: after, condition: job.after?.condition.rawValue,
        existing: stored.existing)
    }
  }
}
