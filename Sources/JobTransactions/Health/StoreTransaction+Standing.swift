package import JobModel

extension StoreTransaction {
  /// Who gives a sign of life, and until when on the boot clock that counts. Every version of the schema has what is
  /// asked for.
  package func livingWorkers() async throws -> [(id: String, expires: Int64)] {
    try await rows(Statements.Workers.living, [boot.bootID, boot.milliseconds]).map { (id: $0[0], expires: $0[1]) }
  }

  package func expiredLeases() async throws -> [StoreCondition.ExpiredLease] {
    try await rows(Statements.Health.expiredLeases, ["boot_id": boot.bootID, "now": boot.milliseconds]).map { row in
      let isOfThisBoot: Bool = row[2]
      return StoreCondition.ExpiredLease(
        job: row[0], holder: row[1],
        overdue: isOfThisBoot ? .milliseconds(boot.milliseconds - (row[3] as Int64)) : nil)
    }
  }

  package func openRequests() async throws -> [StoreCondition.OpenRequest] {
    try await rows(Statements.Health.openRequests, []).asyncMap { row in
      StoreCondition.OpenRequest(
        region: row[1], jobs: try await ids(Statements.Ledger.members, [row[0] as Int64]), openedAt: row.timestamp(2),
        sends: row[3], unanswered: row[4])
    }
  }
}
