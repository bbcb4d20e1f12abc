import GRDB
package import JobModel

extension SQLiteJobStore: CallCounts {
  private static let remembrance: Duration = .seconds(3_600)

  package func count(_ calls: [CallCount]) async throws {
    try await database.write(.light) { transaction in
      for count in calls {
        try transaction.run(
          Statements.Calls.add, [count.region, count.action, count.minute.rawValue, count.calls, count.throttled])
      }
      try transaction.run(Statements.Calls.forget, [(transaction.now - Self.remembrance).rawValue])
    }
  }

  package func calls(since: Timestamp) async throws -> [CallCount] {
    try await database.read { transaction in
      try transaction.rows(Statements.Calls.since, [since.rawValue]).map { row in
        CallCount(region: row[0], action: row[1], minute: row.timestamp(2), calls: row[3], throttled: row[4])
      }
    }
  }
}
