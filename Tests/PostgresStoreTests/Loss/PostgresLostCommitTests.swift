#if Postgres
  import Foundation
  import JobModel
  import JobTransactions
  import PostgresStore
  import Testing

  /// Connections that break over a commit, before the server hears of it or after it has done it.
  @Suite struct PostgresLostCommitTests {
    private static let job = NewJob(spec: .launch(LaunchSpec()), region: "us-east-1")

    /// Both stores of one database: through the proxy, and past it.
    private func through(
      _ cut: CuttingProxy.Cut, count: Int = 1,
      _ body: (_ cut: PostgresJobStore, _ whole: PostgresJobStore) async throws -> Void
    ) async throws {
      try await LentDatabases.with { name in
        let url = try TestServer.url(database: name)
        let whole = try await PostgresJobStore.open(url)
        defer { whole.close() }
        let server = try #require(URLComponents(string: url)?.port)
        let proxy = CuttingProxy(port: UInt16(server), cut)
        let cutURL = url.replacing(":\(server)/", with: ":\(proxy.port)/") + "?prepare=off&pool=2"
        let store = try await PostgresJobStore.open(cutURL)
        defer { store.close() }
        proxy.cut(count)
        try await body(store, whole)
        #expect(proxy.isLeft == 0, "every cut was made")
      }
    }

    @Test("an enqueue whose commit is lost is done once", arguments: CuttingProxy.Cut.allCases)
    func enqueue(cut: CuttingProxy.Cut) async throws {
      try await through(cut, count: 3) { store, whole in
        for _ in 0..<5 { _ = try await store.enqueue([Self.job]) }
        #expect(try await whole.jobs(Selection(), limit: nil, attempts: false).count == 5)
      }
    }

    @Test(
      "a launch request whose commit is lost is opened once, and its send recorded once",
      arguments: CuttingProxy.Cut.allCases)
    func ledger(cut: CuttingProxy.Cut) async throws {
      try await through(cut) { store, whole in
        let id = try await whole.enqueue([Self.job])[0].id
        let claimed = try #require(await whole.claim(Claim(holder: "a", limit: 1, lease: .seconds(60))).first)
        let rung = Rung(market: .spot, instanceType: "t3.medium", availabilityZone: "us-east-1a")
        let opened = try #require(
          await store.open(
            NewLaunchRequest(
              uuid: "u", clientToken: "t", region: "us-east-1", rung: rung, parameters: [1], members: [claimed.fence])))
        #expect(opened.request.members == [id])
        let send = try await store.recordSend(opened.fence, signedAt: Timestamp.now(), worker: "a")
        let stored = try #require(await whole.launchRequest(opened.request.id))
        #expect(stored.sends.map(\.id) == [send])
      }
    }

    @Test("what only looks, and opening, are repeated", arguments: CuttingProxy.Cut.allCases)
    func reading(cut: CuttingProxy.Cut) async throws {
      try await through(cut, count: 2) { store, whole in
        _ = try await whole.enqueue([Self.job])
        for _ in 0..<3 { #expect(try await store.counts().map(\.count) == [1]) }
      }
    }

    @Test("decisions and claims whose commit is lost are told as they stand", arguments: CuttingProxy.Cut.allCases)
    func finish(cut: CuttingProxy.Cut) async throws {
      try await through(cut) { store, whole in
        let job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-1")), region: "r")
        _ = try await whole.enqueue([job, job])
        let claim = Claim(holder: "a", limit: 1, lease: .seconds(60))
        let first = try #require(await whole.claim(claim).first)
        let done = JobResult.terminated(TerminateResult(instanceID: nil, state: "none"))
        #expect(try await store.finish([JobFinish(first.fence, .succeed(done))]) == [true])
        let record = try #require(await whole.jobs(Selection(ids: [first.id]), limit: nil, attempts: true).first)
        #expect(record.state == .succeeded && record.attempts.map(\.outcome) == [.succeeded])
      }
    }
  }
#endif
