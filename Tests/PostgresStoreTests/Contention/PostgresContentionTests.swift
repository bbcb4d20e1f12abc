#if Postgres
  import JobModel
  import JobTransactions
  import PostgresStore
  import StoreContest
  import Testing

  @Suite(.serialized) struct PostgresContentionTests {
    private static let jobs = 2_000

    @Test("sixteen processes empty one queue: no job twice, none left", arguments: [1, 2, 50])
    func sixteenProcesses(limit: Int) async throws {
      try await LentDatabases.with { name in
        let url = try TestServer.url(database: name) + "?pool=2"
        let store = try await PostgresJobStore.open(url)
        defer { store.close() }
        let job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-1")), region: "r")
        let ids = try await store.enqueue(Array(repeating: job, count: Self.jobs)).map(\.id)
        let shares = try await Contest(database: url, limit: limit).run(16)
        let claimed = shares.flatMap { $0 }
        #expect(claimed.count == Self.jobs && Set(claimed.map(\.id)) == Set(ids), "every job once")
        #expect(claimed.allSatisfy { $0.accepted && $0.token == 1 })
        let left = try await store.jobs(Selection(states: [.ready, .running, .failed]), limit: nil, attempts: false)
        #expect(left.isEmpty)
        let ended = try await store.jobs(Selection(ids: Array(ids.prefix(500))), limit: nil, attempts: true)
        #expect(ended.allSatisfy { $0.attempts.map(\.outcome) == [.succeeded] })
      }
    }

    @Test("who is alone in the queue waits for those beside one another, and they for it")
    func gate() async throws {
      try await LentDatabases.with { name in
        let store = try await PostgresJobStore.open(TestServer.url(database: name))
        defer { store.close() }
        let job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-1")), region: "r")
        let ids = try await store.enqueue(Array(repeating: job, count: 400)).map(\.id)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
          for holder in 0..<8 {
            group.addTask {
              var ended = 0
              while case let jobs = try await store.claim(Claim(holder: "w\(holder)", limit: 7, lease: .seconds(60))),
                !jobs.isEmpty
              {
                // Every other one by the way that is alone in the queue.
                let finishes = jobs.enumerated().map { index, job in
                  JobFinish(
                    job.fence,
                    index.isMultiple(of: 2)
                      ? .succeed(.terminated(TerminateResult(instanceID: nil, state: "none")))
                      : .fail(JobError(code: "C", class: .input, message: "m")))
                }
                ended += try await store.finish(finishes).count(where: \.self)
              }
              return ended
            }
          }
          group.addTask {
            for id in ids.reversed() { _ = try await store.cancel([id], keepInstance: false, by: Operator("me")) }
            return 0
          }
          return try await group.reduce(0, +)
        }
        let jobs = try await store.jobs(Selection(), limit: nil, attempts: true)
        #expect(jobs.count == 400 && jobs.allSatisfy(\.state.isFinal))
        #expect(jobs.allSatisfy { $0.attempts.count <= 1 })
        #expect(jobs.count { $0.state != .cancelled } <= counts && counts <= 400)
      }
    }
  }
#endif
