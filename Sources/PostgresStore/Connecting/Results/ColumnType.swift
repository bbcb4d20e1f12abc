#if Postgres
  import JobTransactions

  /// What a column is in Swift, by the number of its type.
  ///
  /// Source: the rows of `pg_type`, whose numbers never change for built-in types.
  enum ColumnType {
    case bool, integer, real, numeric, bytes, text

    init(_ oid: UInt32) {
      self =
        switch oid {
        case 16: .bool
        case 20, 21, 23: .integer
        case 700, 701: .real
        case 1700: .numeric
        case 17: .bytes
        default: .text
        }
    }

    func value(_ text: PostgresText) -> Value {
      switch self {
      case .bool: .integer(text.isTrue ? 1 : 0)
      case .integer: .integer(text.integer)
      case .real: .real(text.real)
      case .numeric: text.wholeNumber.map { .integer($0) } ?? .real(text.real)
      case .bytes: .blob(text.bytes)
      case .text: .text(text.string)
      }
    }
  }
#endif
