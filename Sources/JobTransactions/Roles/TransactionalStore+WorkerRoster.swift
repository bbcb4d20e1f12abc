package import JobModel

extension TransactionalStore {
  /// Workers that ended without leaving are shown for a day.
  private static var remembrance: Duration { .seconds(86_400) }

  package func join(_ worker: WorkerRecord, lease: Duration) async throws {
    try await write(.row) { transaction in
      let boot = transaction.boot
      let expires = boot + lease
      try await transaction.run(
        Statements.Workers.forget,
        [(transaction.now - Self.remembrance).rawValue, boot.bootID, boot.milliseconds])
      try await transaction.run(
        Statements.Workers.join,
        [
          worker.id, worker.host, worker.processID, JSONText.encode(worker.queues), worker.concurrency,
          worker.isFollower, worker.holding, worker.startedAt.rawValue, transaction.now.rawValue, expires.bootID,
          expires.milliseconds,
        ])
    }
  }

  package func beat(_ worker: String, holding: Int, lease: Duration) async throws {
    try await write(.row.urgent) { transaction in
      let expires = transaction.boot + lease
      try await transaction.run(
        Statements.Workers.beat, [holding, transaction.now.rawValue, expires.bootID, expires.milliseconds, worker])
    }
  }

  package func show(rest: WorkerRest?, of worker: String) async throws {
    try await write(.row) { transaction in
      _ = try await transaction.run(Statements.Workers.rest, [rest?.since.rawValue, rest?.reason, worker])
    }
  }

  package func leave(_ worker: String) async throws {
    try await write(.row) { _ = try await $0.run(Statements.Workers.leave, [worker]) }
  }
}
