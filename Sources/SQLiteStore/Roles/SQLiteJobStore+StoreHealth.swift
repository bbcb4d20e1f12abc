import GRDB
import JobModel

extension SQLiteJobStore: StoreHealth {
  package func problems() async throws -> [String] {
    try await database.read { transaction in
      let found = try String.fetchAll(transaction.db, sql: "PRAGMA integrity_check")
      let dangling = try Row.fetchAll(transaction.db, sql: "PRAGMA foreign_key_check").map { row in
        let (table, parent): (String, String) = (row[0], row[2])
        let rowID: Int64? = row[1]
        return "row \(rowID.map(String.init) ?? "?") of \(table) refers to a row of \(parent) that is not there"
      }
      return found.filter { $0 != "ok" } + dangling
    }
  }

  package func backUp(to path: String) async throws {
    try await database.copy(to: BackupFile(path: path, of: database.path))
  }

  package func regions() async throws -> [String] {
    try await database.read { transaction in
      try String.fetchAll(
        transaction.db,
        sql: """
          SELECT region FROM jobs UNION SELECT region FROM launch_requests UNION SELECT region FROM region_halts
          ORDER BY region
          """)
    }
  }
}
