/// How jobs come in, are held, and leave. One method is one transaction.
package protocol JobQueue: Sendable {
  /// Stores all jobs or none, in order.
  ///
  /// A job whose unique key is known is answered with that job where spec, region and deployment are equal.
  /// A job whose dependency has already ended starts as that end implies.
  /// - Throws: ``StoreError/uniqueKeyConflict(key:job:)``, ``StoreError/rivalKeyInUse(key:rival:job:)``;
  ///   ``StoreError/noSuchJob(_:)`` and ``StoreError/dependencyPruned(_:)`` for an unknown dependency.
  func enqueue(_ jobs: [NewJob]) async throws -> [EnqueuedJob]

  /// Leases up to `limit` ready jobs, or batches, of one kind, first by (priority, run_at, id), and begins an attempt for
  /// each.
  ///
  /// A job with an open launch request brings every other member of that request along, beyond the limit if need be.
  func claim(_ claim: Claim) async throws -> [ClaimedJob]

  /// When the next job that may be claimed is due that is not due yet; what is paused, or in another queue, is not asked.
  /// - Parameters:
  ///   - queues: empty means every queue.
  ///   - only: these jobs alone; nil means all.
  func nextRunAt(queues: [String], only: [JobID]?) async throws -> Timestamp?

  /// Extends the leases that still hold, and those of their open requests; answers the fences that were lost.
  func heartbeat(_ fences: [Fence], holder: String, lease: Duration) async throws -> [Fence]

  /// Writes decisions about running or polling jobs; answers whether each was accepted.
  ///
  /// A final outcome moves the jobs that depend on it in the same transaction.
  func finish(_ finishes: [JobFinish]) async throws -> [Bool]

  /// Writes decisions and claims the next jobs in the same transaction: half the commits of one after the other.
  func finish(_ finishes: [JobFinish], claiming claim: Claim) async throws -> Exchange

  /// Returns jobs of expired leases to `ready`; the tenth rescue fails a job without an open request as poison.
  func rescue() async throws -> [JobID]

  /// The regions that have polling jobs, by name.
  func pollingRegions() async throws -> [PollingRegion]

  /// Polling jobs of that region whose next look is due, longest overdue first.
  func duePolls(region: String, limit: Int) async throws -> [PollingJob]

  /// Has polling jobs looked at at another time, which decides nothing else about them; answers of how many. Those that
  /// do not poll under their token any more stay as they are.
  @discardableResult
  func putOff(_ polls: [Fence], until: Timestamp) async throws -> Int
}

/// What a worker gets for decisions and a claim in one.
package struct Exchange: Sendable, Equatable {
  /// Whether each decision was accepted.
  package var accepted: [Bool]
  package var claimed: [ClaimedJob]

  package init(accepted: [Bool], claimed: [ClaimedJob]) {
    self.accepted = accepted
    self.claimed = claimed
  }
}

/// What a worker asks for when it claims.
package struct Claim: Sendable, Equatable {
  package var holder: String
  package var limit: Int
  /// Whether the limit counts batches: with a job come those that may go with it in the same call.
  package var isBatched: Bool
  package var lease: Duration
  /// Empty means every queue.
  package var queues: [String]
  /// Only these jobs, as a follower's own worker has it; nil means all.
  ///
  /// Where none of them is due, others may be claimed that have an open launch request or that terminate.
  package var only: [JobID]?

  package init(
    holder: String, limit: Int, isBatched: Bool = false, lease: Duration, queues: [String] = [], only: [JobID]? = nil
  ) {
    self.holder = holder
    self.limit = limit
    self.isBatched = isBatched
    self.lease = lease
    self.queues = queues
    self.only = only
  }
}
