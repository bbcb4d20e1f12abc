import JobStoreTesting
import Testing

/// What every store must do, asked of this one: a case a test.
@Suite struct ConformanceTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: JobQueueConformance.cases)
  func queue(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: LaunchLedgerConformance.cases)
  func ledger(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: JobControlConformance.cases)
  func control(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: JobCatalogConformance.cases)
  func catalog(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: OfferingMemoryConformance.cases)
  func capacity(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: ReconciliationConformance.cases)
  func reconciliation(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: StoreHealthConformance.cases)
  func health(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: WorkerRosterConformance.cases + SharedKnowledgeConformance.cases + CallCountsConformance.cases)
  func shared(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: TokenBucketsConformance.cases)
  func buckets(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: RandomWalk.cases)
  func walk(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }

  @Test(arguments: Interleaving.cases)
  func interleaving(_ conformance: ConformanceCase) async throws {
    try await conformance.run(on: directory.factory())
  }
}
