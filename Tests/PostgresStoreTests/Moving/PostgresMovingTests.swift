#if Postgres
  import JobModel
  import JobStoreTesting
  import Testing

  @testable import JobTransactions
  @testable import PostgresStore
  @testable import SQLiteStore

  /// A queue that moves from a file to a server.
  @Suite struct PostgresMovingTests {
    @Test("whatever is in a queue comes over, and the roles answer the same")
    func everything() async throws {
      let clock = TurnedClock()
      try await MovingBench.with { bench in
        let file = try bench.file(clocks: clock.clocks)
        try await Everything.fill(file, clock)
        let before = try await RoleAnswers.read(file)
        let tokens = try await Self.tokens(file)
        try file.close()

        let report = try await bench.move()
        #expect(report.movedAt != nil && report.differing.isEmpty)
        #expect(report.tables.filter { $0.source.rows == 0 || !$0.isEqual }.map(\.source.name) == [])

        let server = try await bench.server(clocks: clock.clocks)
        defer { server.close() }
        let after = try await RoleAnswers.read(server)
        #expect(before.count > 30)
        for (question, answer) in before { #expect(after[question] == answer, "\(question)") }
        #expect(try await Self.tokens(server) == tokens.map { $0 + 1_000_000 })
      }
    }

    private static func tokens(_ store: any TransactionalStore) async throws -> [Int64] {
      try await store.read { transaction in
        var tokens: [Int64] = []
        for table: SQL in [
          "SELECT lease_token FROM jobs ORDER BY id", "SELECT lease_token FROM launch_requests ORDER BY id",
        ] {
          tokens += try await transaction.rows(table, []).map { $0[0] }
        }
        return tokens
      }
    }

    @Test("what comes after gets numbers that nothing ever had, and keys of pruned jobs still stand")
    func numbersGoOn() async throws {
      let clock = TurnedClock()
      try await MovingBench.with { bench in
        let file = try bench.file(clocks: clock.clocks)
        try await Everything.fill(file, clock)
        let last = try await file.enqueue([NewJob(spec: .launch(LaunchSpec()), region: "r", uniqueKey: "last")])[0].id
        try await Self.fail(last, in: file)
        clock.advance(by: .seconds(60))
        #expect(try await file.prune([last], finishedBefore: clock.now) == [last])
        try file.close()
        try await bench.move()

        let server = try await bench.server(clocks: clock.clocks)
        defer { server.close() }
        let again = NewJob(spec: .launch(LaunchSpec()), region: "r", uniqueKey: "last")
        #expect(try await server.enqueue([again]) == [EnqueuedJob(id: last, existing: true)])
        let next = NewJob(spec: .launch(LaunchSpec(name: "new")), region: "r")
        #expect(try await server.enqueue([next]) == [EnqueuedJob(id: last + 1, existing: false)])
      }
    }

    private static func fail(_ id: JobID, in store: any JobStore) async throws {
      // Nothing but settlement goes on beside a pause of everything.
      _ = try await store.resume(nil, by: .somebody)
      let job = try #require(
        try await store.claim(Claim(holder: "a", limit: 1, lease: .seconds(30), only: [id])).first)
      let fault = JobError(code: "X", class: .input, message: "no")
      #expect(try await store.finish([JobFinish(job.fence, .fail(fault))]) == [true])
    }

    @Test("a job whose holder is gone is rescued there, and what that one still decides is refused")
    func runningJobs() async throws {
      let clock = TurnedClock()
      try await MovingBench.with { bench in
        let file = try bench.file(clocks: clock.clocks)
        _ = try await file.enqueue([NewJob(spec: .launch(LaunchSpec()), region: "r")])
        let held = try #require(try await file.claim(Claim(holder: "a", limit: 1, lease: .seconds(30))).first)
        try file.close()
        try await bench.move()

        let server = try await bench.server()
        defer { server.close() }
        #expect(try await server.finish([JobFinish(held.fence, .release)]) == [false])
        #expect(try await server.rescue() == [1])
        let again = try #require(try await server.claim(Claim(holder: "b", limit: 1, lease: .seconds(30))).first)
        #expect(again.fence.token > held.fence.token + 1_000)
        #expect(try await server.finish([JobFinish(held.fence, .release)]) == [false])
      }
    }

    @Test("whoever had the file open adds nothing after the move, and whoever opens it is told where to go")
    func lateProducer() async throws {
      try await MovingBench.with { bench in
        let early = try bench.file()
        _ = try await early.enqueue([NewJob(spec: .launch(LaunchSpec()), region: "r")])
        try await bench.move()
        let stamp = try #require(try await bench.move { try await $0.source.read { try await $0.moveStamp() } })
        let moved = StoreError.moved(path: bench.path, to: "server/\(bench.database)", at: stamp.at)
        await #expect(throws: moved) {
          _ = try await early.enqueue([NewJob(spec: .launch(LaunchSpec(name: "late")), region: "r")])
        }
        await #expect(throws: moved) { _ = try await early.claim(Claim(holder: "a", limit: 1, lease: .seconds(30))) }
        await #expect(throws: moved) { _ = try await early.acquire("poller/r", holder: "a", lease: .seconds(30)) }
        await #expect(throws: moved) { _ = try await early.cancel([1], keepInstance: false) }
        #expect(try await early.jobs(Selection(), limit: nil, attempts: false).map(\.state) == [.ready])
        for mode in [SQLiteJobStore.OpenMode.createIfMissing, .existing(upgrade: false), .existing(upgrade: true)] {
          #expect(throws: moved) { try bench.file(mode) }
        }
        #expect(try await bench.move().movedAt != nil, "and whoever moves it again, that it is done")
      }
    }

    @Test("nobody uses a target before all of it is there, also who had it open")
    func beingFilled() async throws {
      try await MovingBench.with { bench in
        let file = try bench.file()
        _ = try await file.enqueue([NewJob(spec: .launch(LaunchSpec()), region: "r")])
        let queue = try await file.queueID()
        try file.close()
        let early = try await bench.server()
        defer { early.close() }
        let cut = CutShort(after: 5)
        await #expect(throws: CutShort.self) { try await bench.move(observe: cut.note) { try await $0.run() } }
        let database = try #require(try await Self.shownName(bench))
        for mode in [PostgresJobStore.OpenMode.createIfMissing, .existing(upgrade: true)] {
          await #expect(throws: StoreError.beingFilled(path: database, from: queue)) { try await bench.server(mode) }
        }
        for write in [
          { _ = try await early.enqueue([NewJob(spec: .launch(LaunchSpec(name: "late")), region: "r")]) },
          { try await early.join(.living("h:1:a"), lease: .seconds(30)) },
        ] as [@Sendable () async throws -> Void] {
          let error = await #expect(throws: StoreError.self) { try await write() }
          #expect("\(String(describing: error))".contains("a queue is being moved here"))
        }
        #expect(try await bench.move().movedAt != nil)
        let ids = try await early.enqueue([NewJob(spec: .launch(LaunchSpec(name: "late")), region: "r")]).map(\.id)
        #expect(ids == [2])
      }
    }

    private static func shownName(_ bench: MovingBench) async throws -> String? {
      let (name, store) = try await PostgresJobStore.openToMove(
        TestServer.url(database: bench.database) + "?pool=2", creates: false)
      store?.close()
      return name
    }
  }

  extension WorkerRecord {
    static func living(_ id: String) -> WorkerRecord {
      WorkerRecord(
        id: id, host: "h", processID: 1, queues: [], concurrency: 1, isFollower: false, startedAt: Timestamp.now(),
        lastSeenAt: Timestamp.now())
    }
  }
#endif
