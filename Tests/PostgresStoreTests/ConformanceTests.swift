#if Postgres
  import JobStoreTesting
  import Testing

  /// What every store must do, asked of this one: a case a test.
  @Suite struct PostgresConformanceTests {
    @Test(arguments: JobQueueConformance.cases)
    func queue(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: LaunchLedgerConformance.cases)
    func ledger(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: JobControlConformance.cases)
    func control(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: JobCatalogConformance.cases)
    func catalog(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: OfferingMemoryConformance.cases)
    func capacity(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: ReconciliationConformance.cases)
    func reconciliation(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: StoreHealthConformance.cases)
    func health(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance, guarded: false)
    }

    @Test(arguments: WorkerRosterConformance.cases + SharedKnowledgeConformance.cases + CallCountsConformance.cases)
    func shared(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: TokenBucketsConformance.cases)
    func buckets(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: RandomWalk.cases)
    func walk(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }

    @Test(arguments: Interleaving.cases)
    func interleaving(_ conformance: ConformanceCase) async throws {
      try await LentDatabases.run(conformance)
    }
  }
#endif
