#if Postgres
  package import JobTransactions

  /// One SQL command with what stands in the place of `$1` and so on.
  package struct PostgresCommand: Sendable {
    package var text: String
    package var values: [Value]
    /// Whether it is worth preparing: one that is run again and again with the same text.
    package var isPrepared: Bool

    package init(_ text: String, _ values: [Value] = [], isPrepared: Bool = true) {
      self.text = text
      self.values = values
      self.isPrepared = isPrepared
    }
  }

  extension [PostgresCommand] {
    /// Whether these, run together, might commit something.
    /// - Parameter isInTransaction: whether one is open before.
    func mayCommit(isInTransaction: Bool) -> Bool {
      var isInTransaction = isInTransaction
      for command in self {
        switch command.firstWord {
        case "BEGIN", "START": isInTransaction = true
        case _ where command.isCommit: return true
        case "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE": break
        default: if !isInTransaction { return true }
        }
      }
      return false
    }
  }

  extension PostgresCommand {
    var isCommit: Bool { ["COMMIT", "END", "PREPARE"].contains(firstWord) }

    /// In capitals.
    fileprivate var firstWord: String {
      String(text.drop(while: \.isWhitespace).prefix { $0.isLetter }).uppercased()
    }
  }
#endif
