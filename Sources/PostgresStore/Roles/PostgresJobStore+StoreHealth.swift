#if Postgres
  package import JobModel
  import JobTransactions

  extension PostgresJobStore: StoreHealth {
    package func condition() async throws -> StoreCondition {
      let version = try await PostgresSchema(database: database).version()
      return try await read { transaction in
        StoreCondition(
          schema: StoreCondition.Schema(version: version), expiredLeases: try await transaction.expiredLeases(),
          openRequests: try await transaction.openRequests())
      }
    }

    package func backUp(to path: String) async throws {
      throw StoreError.notBackedUp(path: path, reason: "a database on a server is copied by pg_dump")
    }
  }
#endif
