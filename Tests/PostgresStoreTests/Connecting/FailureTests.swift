#if Postgres
  import JobTransactions
  import Testing

  @testable import PostgresStore

  @Suite struct FailureTests {
    @Test func messagesDoNotRepeatValues() async throws {
      let connection = try await Server.connect()
      try await connection.run(
        script: "CREATE TEMP TABLE f (a text PRIMARY KEY, b int CONSTRAINT positive CHECK (b > 0))",
        timeout: .seconds(5))
      try await connection.run("INSERT INTO f VALUES ($1, 1)", [.text("s3cret")])
      let values: [Value] = [.text("s3cret"), .text("s3cret"), .text("s3\"cret")]
      let texts = ["INSERT INTO f VALUES ($1, 1)", "INSERT INTO f VALUES ($1 || '2', -1)", "SELECT $1::text::int"]
      var failures: [PostgresFailure?] = []
      for (text, value) in zip(texts, values) {
        failures.append(await failure { try await connection.run(text, [value]) })
      }
      #expect(failures.map(\.?.kind) == [.integrity, .integrity, .other])
      #expect(failures.map(\.?.constraint) == ["f_pkey", "positive", nil])
      for failure in failures { #expect(failure.map { "\($0)" }?.contains("cret") == false, "\(failure!)") }
      #expect(failures[2]?.message == "invalid input syntax for type integer: \"…\"")
    }

    @Test(arguments: [
      ("SELECT * FROM pq_nowhere", PostgresFailure.Kind.missingTable), ("SELECT 1 FROM no_schema.x", .missingTable),
      ("SET TRANSACTION READ ONLY; CREATE TABLE pq_x (a int)", .readOnly),
      ("SET LOCAL statement_timeout = 1; SELECT pg_sleep(10)", .statementTimeout),
    ])
    func theServersCodesAreKinds(script: String, kind: PostgresFailure.Kind) async throws {
      let connection = try await Server.connect()
      let failure = await failure { try await connection.run(script: "BEGIN; \(script)", timeout: .seconds(5)) }
      #expect(failure?.kind == kind && connection.isUsable)
    }

    @Test(arguments: [
      ("40001", PostgresFailure.Kind.serialization), ("40P01", .deadlock), ("55P03", .lockTimeout),
      ("57P03", .shutdown),
      ("53100", .diskFull), ("53300", .tooManyConnections), ("42501", .privilege), ("23505", .integrity),
      ("42P05", .preparedStatement), ("0A000", .other), ("XX000", .other),
    ])
    func codesAreKinds(code: String, kind: PostgresFailure.Kind) {
      #expect(PostgresFailure.Kind(sqlState: code, source: nil) == kind)
    }
  }
#endif
