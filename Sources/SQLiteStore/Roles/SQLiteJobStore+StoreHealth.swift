package import JobModel

extension SQLiteJobStore: StoreHealth {
  package func condition() async throws -> StoreCondition {
    let path = database.path
    return try await database.read { try $0.condition(path: path) }
  }

  package func backUp(to path: String) async throws {
    try await database.copy(to: BackupFile(path: path, of: database.path))
  }
}
