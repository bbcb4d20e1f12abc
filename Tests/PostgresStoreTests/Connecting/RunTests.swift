#if Postgres
  import JobTransactions
  import Testing

  @testable import PostgresStore

  @Suite struct RunTests {
    @Test func tenThousandTogether() async throws {
      let connection = try await Server.connect()
      let commands = (0..<10_000).map { PostgresCommand("SELECT $1::bigint, repeat('x', 200)", [.integer($0)]) }
      let results = try await connection.run(commands, timeout: .seconds(60))
      #expect(results.count == 10_000)
      #expect(results.enumerated().allSatisfy { $1.value(row: 0, column: 0) == .integer(Int64($0)) })
      #expect(try await connection.value("SELECT 1") == .integer(1))
    }

    @Test func muchIsSentAndMuchComesBack() async throws {
      let connection = try await Server.connect()
      let text = String(repeating: "ä", count: 4_000_000)
      let commands = (0..<4).map { _ in PostgresCommand("SELECT $1::text", [.text(text)]) }
      let results = try await connection.run(commands, timeout: .seconds(60))
      #expect(results.allSatisfy { $0.value(row: 0, column: 0) == .text(text) })
    }

    @Test(arguments: ["auto", "off"])
    func anErrorInTheMiddleLeavesItUsable(prepare: String) async throws {
      let connection = try await Server.connect("?prepare=\(prepare)")
      for _ in 0..<3 {
        let failure = await failure {
          _ = try await connection.run(
            [
              .init("BEGIN"), .init("SELECT 1"), .init("SELECT 1 / $1::int", [.integer(0)]), .init("SELECT 2"),
              .init("COMMIT"),
            ],
            timeout: .seconds(5))
        }
        #expect(failure?.sqlState == "22012" && failure?.command == 2 && failure?.isSafeToRetry == true)
        #expect(connection.isUsable && !connection.isIdle)
        try await connection.run("ROLLBACK")
        #expect(connection.isIdle)
        #expect(try await connection.value("SELECT 2") == .integer(2))
      }
      let prepared = "SELECT count(*) > 0 FROM pg_prepared_statements"
      #expect(try await connection.value(prepared) == .integer(prepare == "off" ? 0 : 1))
    }

    @Test func whatWasCommittedBeforeIsNotSafeToRepeat() async throws {
      let connection = try await Server.connect()
      let failure = await failure {
        _ = try await connection.run(
          [.init("BEGIN"), .init("COMMIT"), .init("SELECT nonsense")], timeout: .seconds(5))
      }
      #expect(failure?.isSafeToRetry == false && failure?.sqlState == "42703")
    }

    @Test func statementsArePreparedOnce() async throws {
      let connection = try await Server.connect()
      for number in 1...3 {
        #expect(try await connection.value("SELECT $1::int", [.integer(Int64(number))]) == .integer(Int64(number)))
      }
      let count = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::int'"
      #expect(try await connection.value(count) == .integer(1))
      let off = try await Server.connect("?prepare=off")
      #expect(try await off.value("SELECT $1::int", [.integer(1)]) == .integer(1))
      #expect(try await off.value(count) == .integer(0) && !off.preparesStatements)
    }

    @Test func aLostStatementIsNoticed() async throws {
      let connection = try await Server.connect()
      _ = try await connection.value("SELECT 1")
      try await connection.run("DEALLOCATE ALL", isPrepared: false)
      let failure = await failure { _ = try await connection.value("SELECT 1") }
      #expect(failure?.kind == .preparedStatement && failure?.isSafeToRetry == true)
      #expect(!connection.preparesStatements)
      #expect(try await connection.value("SELECT 1") == .integer(1))
    }

    @Test func aChangedTableOutdatesPlans() async throws {
      let connection = try await Server.connect()
      try await connection.run(script: "CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (7)", timeout: .seconds(5))
      #expect(try await connection.run("SELECT * FROM t").columns == 1)
      try await connection.run("ALTER TABLE t ADD b int")
      let failure = await failure { try await connection.run("SELECT * FROM t") }
      #expect(failure?.kind == .preparedStatement && connection.preparesStatements)
      #expect(try await connection.run("SELECT * FROM t").columns == 2)
    }

    @Test func aScriptIsOneTransaction() async throws {
      let connection = try await Server.connect()
      let failure = await failure {
        try await connection.run(
          script: "CREATE TABLE pq_never (a int); SELECT nonsense; SELECT 1", timeout: .seconds(5))
      }
      #expect(failure?.sqlState == "42703" && connection.isIdle)
      #expect(try await connection.value("SELECT to_regclass('pq_never') IS NULL") == .integer(1))
      let results = try await connection.run(script: "SELECT 1; SELECT 2", timeout: .seconds(5))
      #expect(results.map { $0.value(row: 0, column: 0) } == [.integer(1), .integer(2)])
    }

    @Test func rowsAreCounted() async throws {
      let connection = try await Server.connect()
      let results = try await connection.run(
        [
          .init("CREATE TEMP TABLE c (a int)"), .init("INSERT INTO c SELECT generate_series(1, 5)"),
          .init("UPDATE c SET a = a WHERE a > $1", [.integer(3)]), .init("SELECT a, 'x' AS name FROM c ORDER BY a"),
        ], timeout: .seconds(5))
      #expect(results.map(\.affected) == [0, 5, 2, 5] && results[3].count == 5 && results[3].columns == 2)
      #expect(results[3].name(column: 1) == "name" && results[3].row(4) == [.integer(5), .text("x")])
    }
  }
#endif
