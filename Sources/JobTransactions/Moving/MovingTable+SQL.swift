extension MovingTable.Pages {
  init(of table: String, key: [String], giving row: SQL) {
    let columns = key.joined(separator: ", ")
    let after = key.map { ":\($0)" }.joined(separator: ", ")
    func page(_ condition: String) -> SQL {
      "SELECT \(raw: columns), \(row) FROM \(raw: table)\(raw: condition) ORDER BY \(raw: columns) LIMIT :limit"
    }
    first = page("")
    next = page(" WHERE (\(columns)) > (\(after))")
  }
}

extension SQL {
  /// A row as a JSON object, as a file gives it.
  static func record(_ columns: [MovingTable.Column]) -> SQL {
    let members = columns.map { "'\($0.name)', \($0.inFile)" }
    return SQL(stringLiteral: "json_object(\(members.joined(separator: ", ")))")
  }

  /// All that a row holds as one text, the same in every store: each value behind its length, `-` for none.
  static func digest(_ columns: [MovingTable.Column]) -> SQL {
    func text(_ values: [String]) -> String {
      values.map { "coalesce(length(\($0)) || ':' || \($0), '-')" }.joined(separator: " || ',' || ")
    }
    return SQL(sqlite: text(columns.map(\.inFile)), postgres: text(columns.map(\.onServer)))
  }

  /// Stores a JSON array of such objects, on a server.
  static func take(_ columns: [MovingTable.Column], into table: String) -> SQL {
    let names = columns.map(\.name).joined(separator: ", ")
    let values = columns.map(\.fromRecord).joined(separator: ", ")
    let types = columns.map { "\($0.name) \($0.kind == .integer ? "bigint" : "text")" }.joined(separator: ", ")
    return SQL(
      stringLiteral: """
        INSERT INTO \(table) (\(names))
        SELECT \(values) FROM json_to_recordset(CAST(:rows AS json)) AS source (\(types))
        """)
  }
}

extension MovingTable.Column {
  /// As it is to come over; bytes as hexadecimal digits.
  fileprivate var inFile: String {
    if isToken { return "(\(name) + \(MovingTable.raise))" }
    return kind == .blob ? "CASE WHEN \(name) IS NOT NULL THEN lower(hex(\(name))) END" : name
  }

  /// As it came over.
  fileprivate var onServer: String {
    switch kind {
    case .text: name
    case .integer, .json: "CAST(\(name) AS text)"
    case .blob: "encode(\(name), 'hex')"
    }
  }

  fileprivate var fromRecord: String {
    switch kind {
    case .integer, .text: name
    case .json: "CAST(\(name) AS json)"
    case .blob: "decode(\(name), 'hex')"
    }
  }
}
