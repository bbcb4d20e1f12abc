#if Postgres
  package import JobTransactions

  extension PostgresJobStore: TransactionalStore {
    package func write<Answer: Sendable>(
      _ needs: WriteNeeds, _ body: @escaping @Sendable (StoreTransaction) async throws -> Answer
    ) async throws -> Answer {
      try await database.write(needs, body)
    }

    package func read<Answer: Sendable>(
      _ body: @escaping @Sendable (StoreTransaction) async throws -> Answer
    ) async throws -> Answer {
      try await database.read(body)
    }
  }
#endif
