package import JobModel

extension SQLiteJobStore: JobQueue {
  package func enqueue(_ jobs: [NewJob]) async throws -> [EnqueuedJob] {
    try await database.write(isSmall: jobs.count <= 100) { try $0.enqueue(jobs) }
  }

  package func claim(_ claim: Claim) async throws -> [ClaimedJob] {
    try await database.write(.light) { try $0.claim(claim) }
  }

  package func nextRunAt(queues: [String], only: [JobID]?) async throws -> Timestamp? {
    try await database.read { try $0.nextRunAt(queues: queues, only: only) }
  }

  package func heartbeat(_ fences: [Fence], holder: String, lease: Duration) async throws -> [Fence] {
    try await database.write(.light, isUrgent: true) { try $0.heartbeat(fences, holder: holder, lease: lease) }
  }

  package func finish(_ finishes: [JobFinish]) async throws -> [Bool] {
    try await database.write { try $0.finish(finishes) }
  }

  package func finish(_ finishes: [JobFinish], claiming claim: Claim) async throws -> Exchange {
    try await database.write { transaction in
      let accepted = try transaction.finish(finishes)
      // A claim that fails takes no decision along: what it cannot read stops claims alone.
      let claimed = try? transaction.undoingOnFailure { try transaction.claim(claim) }
      return Exchange(accepted: accepted, claimed: claimed ?? [])
    }
  }

  package func rescue() async throws -> [JobID] {
    try await database.write(.light) { try $0.rescue() }
  }

  package func pollingRegions() async throws -> [PollingRegion] {
    try await database.read { try $0.pollingRegions() }
  }

  package func duePolls(region: String, limit: Int) async throws -> [PollingJob] {
    try await database.read { try $0.duePolls(region: region, limit: limit) }
  }

  package func putOff(_ polls: [Fence], until: Timestamp) async throws -> Int {
    try await database.write { try $0.putOff(polls, until: until) }
  }
}
