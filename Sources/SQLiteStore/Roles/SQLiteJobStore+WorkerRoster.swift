import GRDB
package import JobModel

extension SQLiteJobStore: WorkerRoster {
  /// Workers that ended without leaving are shown for a day.
  private static let remembrance: Duration = .seconds(86_400)

  package func join(_ worker: WorkerRecord, lease: Duration) async throws {
    try await database.write(.light) { transaction in
      let boot = transaction.boot
      let expires = boot + lease
      try transaction.run(
        Statements.Workers.forget,
        [(transaction.now - Self.remembrance).rawValue, boot.bootID, boot.milliseconds])
      try transaction.run(
        Statements.Workers.join,
        [
          worker.id, worker.host, worker.processID, JSONText.encode(worker.queues), worker.concurrency,
          worker.isFollower, worker.holding, worker.startedAt.rawValue, transaction.now.rawValue, expires.bootID,
          expires.milliseconds,
        ])
    }
  }

  package func beat(_ worker: String, holding: Int, lease: Duration) async throws {
    try await database.write(.light, isUrgent: true) { transaction in
      let expires = transaction.boot + lease
      try transaction.run(
        Statements.Workers.beat, [holding, transaction.now.rawValue, expires.bootID, expires.milliseconds, worker])
    }
  }

  package func show(rest: WorkerRest?, of worker: String) async throws {
    try await database.write(.light) { transaction in
      _ = try transaction.run(Statements.Workers.rest, [rest?.since.rawValue, rest?.reason, worker])
    }
  }

  package func leave(_ worker: String) async throws {
    try await database.write(.light) { _ = try $0.run(Statements.Workers.leave, [worker]) }
  }
}
