#if Postgres
  import CLibpq

  extension PostgresFailure {
    /// The error that a server answered with.
    init(_ result: OpaquePointer) {
      func field(_ letter: Character) -> String? {
        letter.asciiValue.flatMap { PQresultErrorField(result, Int32($0)) }.map { String(cString: $0) }
      }
      // Source: https://www.postgresql.org/docs/current/protocol-error-fields.html
      let code = field("C")
      self.init(code.map { Kind(sqlState: $0, source: field("R")) } ?? .other, field("M") ?? "the connection failed")
      sqlState = code
      severity = field("V")
      hint = field("H")
      constraint = field("n")
      detail = field("D")
      if let code { hideValues(code) }
    }

    /// Ends the session.
    var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }

    /// In these classes messages quote what was given, and details whole rows.
    private mutating func hideValues(_ code: String) {
      let isAboutData = code.hasPrefix("22")
      if isAboutData || code.hasPrefix("23") || code.hasPrefix("44") || code == "P0001" { detail = nil }
      guard isAboutData, let first = message.firstIndex(of: "\""), let last = message.lastIndex(of: "\""), first < last
      else { return }
      message.replaceSubrange(first...last, with: "\"…\"")
    }
  }
#endif
