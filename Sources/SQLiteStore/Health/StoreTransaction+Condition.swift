import GRDB
import JobModel

extension StoreTransaction {
  func condition(path: String) throws -> StoreCondition {
    StoreCondition(
      schema: StoreCondition.Schema(
        version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0, drift: try SchemaDrift.words(db)),
      damage: try damage(), file: StoreCondition.File(path: path), expiredLeases: try expiredLeases(),
      openRequests: try openRequests())
  }

  private func damage() throws -> [String] {
    let found = try String.fetchAll(db, sql: "PRAGMA integrity_check")
    let dangling = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
      let (table, parent): (String, String) = (row[0], row[2])
      let rowID: Int64? = row[1]
      return "row \(rowID.map(String.init) ?? "?") of \(table) refers to a row of \(parent) that is not there"
    }
    return found.filter { $0 != "ok" } + dangling
  }

  private func expiredLeases() throws -> [StoreCondition.ExpiredLease] {
    try rows(Statements.Health.expiredLeases, [boot.bootID, boot.milliseconds]).map { row in
      let isOfThisBoot: Bool = row[2]
      return StoreCondition.ExpiredLease(
        job: row[0], holder: row[1],
        overdue: isOfThisBoot ? .milliseconds(boot.milliseconds - (row[3] as Int64)) : nil)
    }
  }

  private func openRequests() throws -> [StoreCondition.OpenRequest] {
    try rows(Statements.Health.openRequests, []).map { row in
      StoreCondition.OpenRequest(
        region: row[0], jobs: try JSONText.decode([JobID].self, from: row[1]), openedAt: row.timestamp(2),
        sends: row[3], unanswered: row[4])
    }
  }
}
