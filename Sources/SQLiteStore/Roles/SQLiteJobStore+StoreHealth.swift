import GRDB
package import JobModel

extension SQLiteJobStore: StoreHealth {
  package func condition() async throws -> StoreCondition {
    let path = database.path
    return try await database.read { try $0.condition(path: path) }
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
