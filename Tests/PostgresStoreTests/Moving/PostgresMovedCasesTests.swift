#if Postgres
  import JobModel
  import JobStoreTesting
  import Synchronization
  import Testing

  @testable import PostgresStore
  @testable import SQLiteStore

  /// What the conformance suite leaves behind, in whatever state, moves as it is.
  @Suite struct PostgresMovedCasesTests {
    @Test(
      arguments: JobQueueConformance.cases + LaunchLedgerConformance.cases + JobControlConformance.cases
        + OfferingMemoryConformance.cases + ReconciliationConformance.cases + RandomWalk.cases)
    func moves(_ conformance: ConformanceCase) async throws {
      try await MovingBench.with { bench in
        let clock = Mutex<Clocks?>(nil)
        try await conformance.run(on: { clocks in
          clock.withLock { $0 = clocks }
          return try bench.file(clocks: clocks)
        })
        let clocks = try #require(clock.withLock { $0 })
        let file = try bench.file(.existing(upgrade: false), clocks: clocks)
        let before = try await RoleAnswers.read(file)
        try file.close()
        let report = try await bench.move()
        #expect(report.movedAt != nil && report.differing.isEmpty)
        let server = try await bench.server(clocks: clocks)
        defer { server.close() }
        let after = try await RoleAnswers.read(server)
        for (question, answer) in before { #expect(after[question] == answer, "\(question)") }
      }
    }
  }
#endif
