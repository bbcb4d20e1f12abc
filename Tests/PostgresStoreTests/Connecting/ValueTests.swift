#if Postgres
  import JobTransactions
  import Testing

  @testable import PostgresStore

  @Suite struct ValueTests {
    private static let words = [
      "", "NULL", "null", "a,b", "{}", "\"", "\\", "\\\"", " ", "ü€😀", "line\nbreak", "\u{1}", "'", "$1", "\u{FEFF}x",
    ]

    @Test func textsComeBack() async throws {
      let connection = try await Server.connect()
      for word in Self.words { #expect(try await connection.value("SELECT $1::text", [.text(word)]) == .text(word)) }
      let result = try await connection.run("SELECT unnest($1::text[])", [.words(Self.words)])
      #expect((0..<result.count).map { result.value(row: $0, column: 0) } == Self.words.map { .text($0) })
      #expect(try await connection.run("SELECT unnest($1::text[])", [.words([])]).count == 0)
    }

    @Test func numbersComeBack() async throws {
      let connection = try await Server.connect()
      let integers: [Int64] = [0, 1, -1, 42, .max, .min, 1_000_000_007]
      for integer in integers {
        #expect(try await connection.value("SELECT $1::bigint", [.integer(integer)]) == .integer(integer))
      }
      let result = try await connection.run("SELECT unnest($1::bigint[])", [.ids(integers)])
      #expect((0..<result.count).map { result.value(row: $0, column: 0) } == integers.map { .integer($0) })
      #expect(try await connection.run("SELECT unnest($1::bigint[])", [.ids([])]).count == 0)
      for real in [0, -0.0, 0.1, 1e300, 2.3e-308, .infinity, -.infinity, .pi, 1 / 3] {
        #expect(try await connection.value("SELECT $1::float8", [.real(real)]) == .real(real))
      }
      guard case .real(let real) = try await connection.value("SELECT $1::float8", [.real(.nan)]) else {
        Issue.record("no real")
        return
      }
      #expect(real.isNaN)
    }

    @Test func blobsComeBack() async throws {
      let connection = try await Server.connect()
      for blob in [[], [0], Array(0...255), [92, 120, 48]] as [[UInt8]] {
        #expect(try await connection.value("SELECT $1::bytea", [.blob(blob)]) == .blob(blob))
      }
      try await connection.run("SET bytea_output = escape")
      #expect(try await connection.value("SELECT $1::bytea", [.blob(Array(0...255))]) == .blob(Array(0...255)))
    }

    @Test(arguments: [
      ("true", Value.integer(1)), ("false", .integer(0)), ("NULL::int", .null), ("NULL::text", .null),
      ("32767::int2", .integer(32_767)), ("-5::int4", .integer(-5)), ("1.5::float4", .real(1.5)),
      ("12.000::numeric", .integer(12)), ("12.5::numeric", .real(12.5)), ("-3::numeric", .integer(-3)),
      ("9223372036854775808::numeric", .real(9_223_372_036_854_775_808)), ("sum(1::bigint)", .integer(1)),
      ("'{\"a\": 1}'::jsonb", .text("{\"a\": 1}")), ("'x'::name", .text("x")), ("ARRAY[1,2]", .text("{1,2}")),
    ])
    func whatTheServerHasIsRead(expression: String, value: Value) async throws {
      let connection = try await Server.connect()
      #expect(try await connection.value("SELECT \(expression)") == value)
    }

    @Test func anythingMayBeNull() async throws {
      let connection = try await Server.connect()
      let result = try await connection.run(
        "SELECT $1::bigint, $2::text, $3::bytea, $4::bigint[]", [.null, .null, .null, .null])
      #expect(result.row(0) == [.null, .null, .null, .null])
    }

    @Test(arguments: [Value.text("a\0b"), .words(["x", "a\0b"])])
    func nulIsRefusedBeforeAnythingIsSent(value: Value) async throws {
      let connection = try await Server.connect()
      let failure = await failure { try await connection.run("SELECT $1", [value]) }
      #expect(failure?.message.contains("NUL") == true && connection.isIdle)
      #expect(try await connection.value("SELECT 1") == .integer(1))
    }
  }
#endif
