package import JobModel
import JobTransactions

extension SQLiteJobStore: StoreHealth {
  package func condition() async throws -> StoreCondition {
    let path = database.path
    return try await database.readFile { db, transaction in
      StoreCondition(
        schema: try db.schemaCondition(), damage: try db.damage(), file: StoreCondition.File(path: path),
        expiredLeases: try await transaction.expiredLeases(), openRequests: try await transaction.openRequests())
    }
  }

  package func backUp(to path: String) async throws {
    try await database.copy(to: BackupFile(path: path, of: database.path))
  }
}
