#if Postgres
  /// The statements that one connection has prepared, by their text.
  ///
  /// Behind a pooler that hands one server connection to many clients, names are shared by all of them. They are therefore
  /// like no other connection's: a name that is not ours would run another statement, and nobody would notice.
  struct StatementNames {
    /// Whether statements are prepared at all; false for good once one was lost.
    private(set) var isOn: Bool
    private let prefix = String(UInt64.random(in: .min ... .max), radix: 36)
    private var names: [String: String] = [:]
    /// Those that the commands under way prepare; which of them are there is known once the server has answered.
    private var pending: [String: String] = [:]
    private var count = 0

    /// More are not kept: a program has so many texts, unless it makes them up.
    private static let most = 1_024

    init(isOn: Bool) { self.isOn = isOn }

    enum Use: Equatable {
      case unnamed
      case known(String)
      /// To be prepared under that name first.
      case new(String)
    }

    mutating func use(of text: String) -> Use {
      guard isOn else { return .unnamed }
      if let name = names[text] ?? pending[text] { return .known(name) }
      guard names.count + pending.count < Self.most else { return .unnamed }
      count += 1
      let name = "geuse_\(prefix)_\(count)"
      pending[text] = name
      return .new(name)
    }

    /// The server has prepared it.
    mutating func confirm(_ text: String) {
      names[text] = pending.removeValue(forKey: text)
    }

    /// The commands under way have ended, in whatever way.
    mutating func endRun(_ failure: PostgresFailure?) {
      pending = [:]
      guard failure?.kind == .preparedStatement else { return }
      names = [:]
      // Outdated by a change of the schema, they need new plans and are as good as before.
      if failure?.sqlState != "0A000" { isOn = false }
    }

    mutating func turnOff() {
      isOn = false
      names = [:]
    }
  }
#endif
