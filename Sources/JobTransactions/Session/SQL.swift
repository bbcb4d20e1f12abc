/// A statement, or a piece of one, for every database that a store may be in.
///
/// Written once where the databases agree; an interpolation stands where they do not. Parameters are `:named` where they
/// stand.
package final class SQL: Sendable {
  /// With `:named` parameters, as SQLite takes them.
  package let sqlite: String
  /// With the parameters' numbers, as PostgreSQL takes them.
  package let postgres: String
  /// Their names, each once, in the order in which they first stand in the statement.
  package let parameters: [String]

  /// PostgreSQL's with the names still in it, to be built into others.
  fileprivate let postgresPiece: String

  init(sqlite: String, postgres: String) {
    self.sqlite = sqlite
    postgresPiece = postgres
    let names = SQLParameters(of: sqlite)
    parameters = names.names
    self.postgres = SQLParameters.numbered(postgres, by: names.names)
  }

  static func joined(_ pieces: [SQL], by separator: String) -> SQL {
    SQL(
      sqlite: pieces.map(\.sqlite).joined(separator: separator),
      postgres: pieces.map(\.postgresPiece).joined(separator: separator))
  }

  package static func + (lhs: SQL, rhs: SQL) -> SQL {
    SQL(sqlite: lhs.sqlite + rhs.sqlite, postgres: lhs.postgresPiece + rhs.postgresPiece)
  }
}

extension SQL: CustomStringConvertible {
  package var description: String { sqlite }
}

extension SQL: ExpressibleByStringInterpolation {
  package convenience init(stringLiteral text: String) { self.init(sqlite: text, postgres: text) }

  package convenience init(stringInterpolation pieces: Pieces) {
    self.init(sqlite: pieces.sqlite, postgres: pieces.postgres)
  }

  package struct Pieces: StringInterpolationProtocol {
    fileprivate var sqlite = ""
    fileprivate var postgres = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: String) { append(text, text) }

    private mutating func append(_ sqlite: String, _ postgres: String) {
      self.sqlite += sqlite
      self.postgres += postgres
    }
  }
}

extension SQL.Pieces {
  package mutating func appendInterpolation(_ piece: SQL) { append(piece.sqlite, piece.postgresPiece) }

  /// A word of our own, never one that came from outside.
  package mutating func appendInterpolation(raw text: String) { append(text, text) }

  /// The elements of a parameter that is a list of ids, as a query of one column.
  package mutating func appendInterpolation(ids name: String) {
    append("SELECT value FROM json_each(:\(name))", "SELECT unnest(CAST(:\(name) AS bigint[]))")
  }

  /// The same of a list of words.
  package mutating func appendInterpolation(words name: String) {
    append("SELECT value FROM json_each(:\(name))", "SELECT unnest(CAST(:\(name) AS text[]))")
  }

  /// The same of ids as a table in a FROM, whose column is `value`.
  package mutating func appendInterpolation(each name: String, as table: String) {
    append("json_each(:\(name)) AS \(table)", "unnest(CAST(:\(name) AS bigint[])) AS \(table) (value)")
  }

  /// A text within a JSON object.
  package mutating func appendInterpolation(json column: String, _ key: String) {
    append("json_extract(\(column), '$.\(key)')", "(\(column) ->> '\(key)')")
  }

  /// Whether a parameter is NULL, which PostgreSQL cannot tell the type of by that alone.
  package mutating func appendInterpolation(isNull name: String, _ type: SQL.ParameterType) {
    append(":\(name) IS NULL", "CAST(:\(name) AS \(type.rawValue)) IS NULL")
  }

  /// A table `first`, `second` of two parameters that are lists of ids of the same length.
  package mutating func appendInterpolation(pairs firsts: String, _ seconds: String, as table: String) {
    append(
      """
      (SELECT one.value AS first, other.value AS second FROM json_each(:\(firsts)) AS one
        JOIN json_each(:\(seconds)) AS other ON other.key = one.key) AS \(table)
      """,
      "unnest(CAST(:\(firsts) AS bigint[]), CAST(:\(seconds) AS bigint[])) AS \(table) (first, second)")
  }

  /// The smaller of two that are not NULL.
  package mutating func appendInterpolation(least first: SQL, _ second: SQL) {
    append("min(\(first.sqlite), \(second.sqlite))", "least(\(first.postgresPiece), \(second.postgresPiece))")
  }

  /// The larger of two that are not NULL.
  package mutating func appendInterpolation(greatest first: SQL, _ second: SQL) {
    append("max(\(first.sqlite), \(second.sqlite))", "greatest(\(first.postgresPiece), \(second.postgresPiece))")
  }

  /// A column or parameter that SQLite's planner shall not look for in an index, or in a partial one's condition.
  package mutating func appendInterpolation(plain term: String) { append("+\(term)", term) }
}

extension SQL {
  package enum ParameterType: String {
    case text = "text"
    case ids = "bigint[]"
    case words = "text[]"
  }

  /// Joins in the order in which the tables stand: SQLite's planner would otherwise begin with the larger one.
  package static let join = SQL(sqlite: "CROSS JOIN", postgres: "JOIN")

  /// Equal, or both NULL.
  package static let isSame = SQL(sqlite: "IS", postgres: "IS NOT DISTINCT FROM")
  package static let isNot = SQL(sqlite: "IS NOT", postgres: "IS DISTINCT FROM")
}
