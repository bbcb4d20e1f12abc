#if Postgres
  import JobTransactions
  import Testing

  @testable import PostgresStore

  @Suite struct PoolTests {
    @Test func sixtyFourTasksShareFour() async throws {
      let pool = PostgresPool(try Server.target("?pool=4"))
      defer { pool.close() }
      let tally = Tally()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<64 {
          group.addTask {
            for _ in 0..<10 {
              try await pool.with { connection in
                tally.enter()
                try await connection.run("SELECT pg_sleep(0.0005)")
                tally.count(connection.backend)
                tally.leave()
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(tally.total == 640 && tally.keys == 4 && tally.most == 4)
    }

    @Test func waitingHasALimit() async throws {
      var limits = PostgresPool.Limits()
      limits.waiting = .milliseconds(50)
      let pool = PostgresPool(try Server.target("?pool=1"), limits: limits)
      try await pool.with { _ in
        let failure = await failure { try await pool.with { _ in } }
        #expect(failure?.kind == .poolTimeout && pool.waiting == 0)
      }
      let answer = try await pool.with { connection in try await connection.value("SELECT 1") }
      #expect(answer == .integer(1))
    }

    @Test func whatWasLeftOpenIsRolledBack() async throws {
      let pool = PostgresPool(try Server.target("?pool=1"))
      let first = try await pool.with { connection in
        try await connection.run("BEGIN")
        return connection.backend
      }
      try await pool.with { #expect($0.isIdle && $0.backend == first) }
      let failure = await failure {
        try await pool.with { connection in
          try await connection.run("BEGIN")
          try await connection.run("SELECT nonsense")
        }
      }
      #expect(failure?.sqlState == "42703")
      try await pool.with { #expect($0.isIdle && $0.backend == first) }
    }

    @Test func aClosedOneGivesNothing() async throws {
      let pool = PostgresPool(try Server.target())
      let kept = try await pool.with { $0 }
      pool.close()
      #expect(!kept.isUsable)
      #expect(await failure { try await pool.with { _ in } }?.message == "the pool was closed here")
    }

    @Test func aServerThatIsDownIsToldAtOnce() async throws {
      var limits = PostgresPool.Limits()
      limits.patience = .zero
      let pool = PostgresPool(try PostgresTarget("postgres://127.0.0.1:1/x"), limits: limits)
      #expect(await failure { try await pool.with { _ in } }?.kind == .cannotConnect)
    }

    @Test func itRecoversWhenTheServerDoes() async throws {
      try await Server.withFolder { folder in
        let url = try await Server.script("postgres.sh", "start", folder)
        let pool = PostgresPool(try PostgresTarget(url + "?pool=2"))
        let first = try await pool.with { $0.backend }
        try await Server.script("postgres.sh", "stop", folder, "immediate")
        async let waited = pool.with { connection in try await connection.value("SELECT 9") }
        try await Server.script("postgres.sh", "start", folder)
        #expect(try await waited == .integer(9))
        #expect(try await pool.with { $0.backend } != first)
        try await Server.script("postgres.sh", "stop", folder, "immediate")
      }
    }

    @Test func aPoolerInTransactionModeLosesStatements() async throws {
      try await Server.withFolder { folder in
        let url = try await Server.script("pgbouncer.sh", "start", folder, Server.url())
        let pool = PostgresPool(try PostgresTarget(url + "?pool=4"))
        let lost = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
          for task in 0..<16 {
            group.addTask {
              for number in 0..<50 {
                let wanted = Int64(task * 1_000 + number)
                let commands = [
                  PostgresCommand("BEGIN"), PostgresCommand("SELECT $1::bigint, pg_sleep(0.0005)", [.integer(wanted)]),
                  PostgresCommand("COMMIT"),
                ]
                var answer: Value?
                while answer == nil {
                  do {
                    answer = try await pool.with { connection in
                      try await connection.run(commands, timeout: .seconds(20))[1].value(row: 0, column: 0)
                    }
                  } catch let failure as PostgresFailure
                    where failure.kind == .preparedStatement && failure.isSafeToRetry
                  {
                    lost.count()
                  }
                }
                #expect(answer == .integer(wanted))
              }
            }
          }
          try await group.waitForAll()
        }
        print("statements lost behind pgbouncer: \(lost.total)")
        pool.close()
        try await Server.script("pgbouncer.sh", "stop", folder)
      }
    }
  }
#endif
