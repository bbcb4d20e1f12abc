import Testing

@testable import JobTransactions

@Suite struct SQLTests {
  @Test func parametersAreNumberedInTheOrderOfTheirFirstPlaces() {
    let statement: SQL = "UPDATE t SET a = :now, b = :id WHERE c < :now AND d = ':no' AND e = '$.x'"
    #expect(statement.parameters == ["now", "id"])
    #expect(statement.postgres == "UPDATE t SET a = $1, b = $2 WHERE c < $1 AND d = ':no' AND e = '$.x'")
    #expect(statement.sqlite == "UPDATE t SET a = :now, b = :id WHERE c < :now AND d = ':no' AND e = '$.x'")
  }

  @Test func piecesAreNumberedByTheStatementThatTheyAreBuiltInto() {
    let piece: SQL = "x = :x"
    let statement: SQL = "SELECT 1 WHERE y = :y AND \(piece)"
    #expect(piece.postgres == "x = $1")
    #expect(statement.postgres == "SELECT 1 WHERE y = $1 AND x = $2")
    #expect((statement + " AND z = :y").postgres == "SELECT 1 WHERE y = $1 AND x = $2 AND z = $1")
  }

  @Test(
    arguments: [
      ("a IN (\(ids: "l"))", "a IN (SELECT value FROM json_each(:l))", "a IN (SELECT unnest(CAST($1 AS bigint[])))"),
      ("a IN (\(words: "l"))", "a IN (SELECT value FROM json_each(:l))", "a IN (SELECT unnest(CAST($1 AS text[])))"),
      ("FROM \(each: "l", as: "e")", "FROM json_each(:l) AS e", "FROM unnest(CAST($1 AS bigint[])) AS e (value)"),
      ("\(json: "t.c", "k") = 'v'", "json_extract(t.c, '$.k') = 'v'", "(t.c ->> 'k') = 'v'"),
      ("\(least: "a", ":b")", "min(a, :b)", "least(a, $1)"),
      ("\(greatest: "a", ":b")", "max(a, :b)", "greatest(a, $1)"),
      ("\(isNull: "q", .words) OR 1", ":q IS NULL OR 1", "CAST($1 AS text[]) IS NULL OR 1"),
      ("\(plain: "state") = 'x'", "+state = 'x'", "state = 'x'"),
      ("a \(SQL.isSame) b", "a IS b", "a IS NOT DISTINCT FROM b"),
      ("a \(SQL.isNot) b", "a IS NOT b", "a IS DISTINCT FROM b"),
      ("a \(SQL.join) b ON c", "a CROSS JOIN b ON c", "a JOIN b ON c"),
      ("'\(raw: "word")'", "'word'", "'word'"),
    ] as [(SQL, String, String)])
  func whereDatabasesDiffer(statement: SQL, sqlite: String, postgres: String) {
    #expect(statement.sqlite == sqlite)
    #expect(statement.postgres == postgres)
  }

  @Test func pairsHaveTheSameColumnsInBoth() {
    let statement: SQL = "SELECT p.first, p.second FROM \(pairs: "a", "b", as: "p")"
    #expect(statement.parameters == ["a", "b"])
    #expect(
      statement.postgres
        == "SELECT p.first, p.second FROM unnest(CAST($1 AS bigint[]), CAST($2 AS bigint[])) AS p (first, second)")
  }

  @Test func argumentsAreTakenByNameAndThenInOrder() {
    let statement: SQL = "UPDATE t SET a = :now, b = :b, c = :c WHERE id = :id"
    let values = (["now": 1, "id": 4] + [Bool?.none, "x"] as Arguments).values(for: statement)
    #expect(values == [.integer(1), .null, .text("x"), .integer(4)])
    #expect(
      ([1, true, 2.5, [UInt8(7)]] as Arguments).values(for: statement) == [
        .integer(1), .integer(1), .real(2.5), .blob([7]),
      ])
  }

  @Test func columnsAreReadAsWhatTheyAre() {
    let row = Row([.integer(1), .text("x"), .null, .real(0.5), .blob([1])])
    #expect(row[0] as Bool && row[0] as Int == 1 && row[1] as String == "x")
    #expect(row[2] as String? == nil && row[2] as Int64? == nil && row[1] as String? == "x")
    #expect(row[3] as Double == 0.5 && row[0] as Double == 1 && row[4] as [UInt8] == [1])
  }
}
