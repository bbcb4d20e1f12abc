#if Postgres
  import CLibpq
  package import JobTransactions

  /// What one command gave.
  ///
  /// Unchecked: libpq's result is written by nobody once it is here.
  package final class PostgresResult: @unchecked Sendable {
    private let result: OpaquePointer
    /// How many rows.
    package let count: Int
    private let types: [ColumnType]

    /// Takes it over.
    init(_ result: OpaquePointer) {
      self.result = result
      count = Int(PQntuples(result))
      types = (0..<PQnfields(result)).map { ColumnType(PQftype(result, $0)) }
    }

    deinit { PQclear(result) }

    package var columns: Int { types.count }

    /// How many rows an INSERT, UPDATE, DELETE or SELECT was about; 0 for other commands.
    package var affected: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// What the server calls it: a COMMIT of a transaction that had failed says `ROLLBACK`.
    package var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    package func name(column: Int) -> String { PQfname(result, Int32(column)).map { String(cString: $0) } ?? "" }

    package func value(row: Int, column: Int) -> Value {
      precondition(row < count && column < types.count, "there is no row \(row), column \(column)")
      let (row, index) = (Int32(row), Int32(column))
      if PQgetisnull(result, row, index) != 0 { return .null }
      return types[column].value(
        PostgresText(PQgetvalue(result, row, index), count: Int(PQgetlength(result, row, index))))
    }

    /// As transactions read them.
    var rows: [Row] { (0..<count).map { Row(row($0)) } }

    package func row(_ row: Int) -> [Value] {
      types.indices.map { value(row: row, column: $0) }
    }
  }
#endif
