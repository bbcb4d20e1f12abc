package import JobModel

extension TransactionalStore {
  package func enqueue(_ jobs: [NewJob]) async throws -> [EnqueuedJob] {
    try await write(jobs.count <= 100 ? .usual : .large) { try await $0.enqueue(jobs) }
  }

  package func claim(_ claim: Claim) async throws -> [ClaimedJob] {
    try await write(.light) { try await $0.claim(claim) }
  }

  package func nextRunAt(queues: [String], only: [JobID]?) async throws -> Timestamp? {
    try await read { try await $0.nextRunAt(queues: queues, only: only) }
  }

  package func heartbeat(_ fences: [Fence], holder: String, lease: Duration) async throws -> [Fence] {
    try await write(.light.urgent) { try await $0.heartbeat(fences, holder: holder, lease: lease) }
  }

  package func finish(_ finishes: [JobFinish]) async throws -> [Bool] {
    try await write(.usual) { try await $0.finish(finishes) }
  }

  package func finish(_ finishes: [JobFinish], claiming claim: Claim) async throws -> Exchange {
    try await write(.usual) { transaction in
      let accepted = try await transaction.finish(finishes)
      // A claim that fails takes no decision along: what it cannot read stops claims alone.
      let claimed = try? await transaction.undoingOnFailure { try await transaction.claim(claim) }
      return Exchange(accepted: accepted, claimed: claimed ?? [])
    }
  }

  package func rescue() async throws -> [JobID] {
    try await write(.light) { try await $0.rescue() }
  }

  package func pollingRegions() async throws -> [PollingRegion] {
    try await read { try await $0.pollingRegions() }
  }

  package func duePolls(region: String, limit: Int) async throws -> [PollingJob] {
    try await read { try await $0.duePolls(region: region, limit: limit) }
  }

  package func putOff(_ polls: [Fence], until: Timestamp) async throws -> Int {
    try await write(.usual) { try await $0.putOff(polls, until: until) }
  }
}
