#if Postgres
  package import JobModel
  import JobTransactions

  extension PostgresJobStore: StoreHealth {
    package func condition() async throws -> StoreCondition {
      let schema = try await PostgresSchema(database: database).condition()
      let server = try await ServerExamination(database: database).server()
      return try await read { transaction in
        StoreCondition(
          schema: schema, server: server, expiredLeases: try await transaction.expiredLeases(),
          openRequests: try await transaction.openRequests())
      }
    }

    package func backUp(to path: String) async throws {
      let version = try await database.looking { $0.serverVersion }
      try await ServerDump(target: database.pool.target, server: Int(version) / 10_000).write(BackupFile(path: path))
    }
  }
#endif
