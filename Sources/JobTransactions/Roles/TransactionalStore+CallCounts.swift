package import JobModel

extension TransactionalStore {
  private static var remembrance: Duration { .seconds(3_600) }

  package func count(_ calls: [CallCount]) async throws {
    try await write(.row) { transaction in
      for count in calls {
        try await transaction.run(
          Statements.Calls.add, [count.region, count.action, count.minute.rawValue, count.calls, count.throttled])
      }
      try await transaction.run(Statements.Calls.forget, [(transaction.now - Self.remembrance).rawValue])
    }
  }

  package func calls(since: Timestamp) async throws -> [CallCount] {
    try await read { transaction in
      try await transaction.rows(Statements.Calls.since, [since.rawValue]).map { row in
        CallCount(region: row[0], action: row[1], minute: row.timestamp(2), calls: row[3], throttled: row[4])
      }
    }
  }
}
