package import JobModel

extension TransactionalStore {
  package func jobs(_ selection: Selection, limit: Int?, attempts: Bool) async throws -> [JobRecord] {
    try await read { try await $0.jobs(selection, limit: limit, attempts: attempts) }
  }

  package func instances(_ selection: Selection, limit: Int?) async throws -> [InstanceRecord] {
    try await read { try await $0.instances(selection, limit: limit) }
  }

  package func counts() async throws -> [JobCount] {
    try await read { try await $0.counts() }
  }

  package func workers() async throws -> [WorkerRecord] {
    try await read { try await $0.workers() }
  }

  package func backlog(queues: [String], only: [JobID]?) async throws -> Backlog {
    try await read { try await $0.backlog(queues: queues, only: only) }
  }

  package func related(to ids: [JobID]) async throws -> [JobID] {
    try await read { try await $0.related(to: ids) }
  }

  package func regions() async throws -> [String] {
    try await read { try await $0.regions() }
  }

  package func pauses() async throws -> [Pause] {
    try await read { try await $0.pauses() }
  }

  package func orders(about job: JobID?, limit: Int?) async throws -> [OrderRecord] {
    try await read { try await $0.orders(about: job, limit: limit) }
  }

  package func keysOfJobs(prunedBefore: Timestamp) async throws -> Int {
    try await read { try await $0.keysOfJobs(prunedBefore: prunedBefore) }
  }

  package func prunable(finishedBefore: Timestamp) async throws -> Prunable {
    try await read { try await $0.prunable(finishedBefore: finishedBefore) }
  }
}
