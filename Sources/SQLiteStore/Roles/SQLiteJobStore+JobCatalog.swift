package import JobModel

extension SQLiteJobStore: JobCatalog {
  package func jobs(_ selection: Selection, limit: Int?, attempts: Bool) async throws -> [JobRecord] {
    try await database.read { try $0.jobs(selection, limit: limit, attempts: attempts) }
  }

  package func instances(_ selection: Selection, limit: Int?) async throws -> [InstanceRecord] {
    try await database.read { try $0.instances(selection, limit: limit) }
  }

  package func counts() async throws -> [JobCount] {
    try await database.read { try $0.counts() }
  }

  package func workers() async throws -> [WorkerRecord] {
    try await database.read { try $0.workers() }
  }

  package func backlog(queues: [String], only: [JobID]?) async throws -> Backlog {
    try await database.read { try $0.backlog(queues: queues, only: only) }
  }

  package func related(to ids: [JobID]) async throws -> [JobID] {
    try await database.read { try $0.related(to: ids) }
  }

  package func regions() async throws -> [String] {
    try await database.read { try $0.regions() }
  }

  package func pauses() async throws -> [Pause] {
    try await database.read { try $0.pauses() }
  }

  package func orders(about job: JobID?, limit: Int?) async throws -> [OrderRecord] {
    try await database.read { try $0.orders(about: job, limit: limit) }
  }

  package func keysOfJobs(prunedBefore: Timestamp) async throws -> Int {
    try await database.read { try $0.keysOfJobs(prunedBefore: prunedBefore) }
  }

  package func prunable(finishedBefore: Timestamp) async throws -> Prunable {
    try await database.read { try $0.prunable(finishedBefore: finishedBefore) }
  }
}
