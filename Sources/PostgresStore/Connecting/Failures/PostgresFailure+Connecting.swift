#if Postgres
  import CLibpq

  extension PostgresFailure {
    /// Why a connection was not made: libpq tells it in a text alone, which has the server's code where it is verbose.
    ///
    /// What libpq says itself is in English, for nobody here calls setlocale.
    init(connecting handle: OpaquePointer?, whileEncrypting: Bool) {
      guard let handle else {
        self.init(.cannotConnect, "out of memory")
        return
      }
      self.init(
        connecting: String(cString: PQerrorMessage(handle)), whileEncrypting: whileEncrypting,
        lacksPassword: PQconnectionNeedsPassword(handle) == 1)
    }

    init(connecting text: String, whileEncrypting: Bool, lacksPassword: Bool) {
      let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("LOCATION:") && !$0.hasPrefix("\t") }
      // Of several hosts, the last tried.
      let answer = lines.last { Self.answer(in: $0) != nil }.flatMap { Self.answer(in: $0) }
      let message = answer?.message ?? lines.last.map(String.init) ?? "the connection failed"
      self.init(.cannotConnect, message)
      sqlState = answer?.code
      severity = answer == nil ? nil : "FATAL"
      if let code = answer?.code {
        kind = Kind(sqlState: code, source: nil)
        // Also what a pooler says in the server's place: 08P01, 08006.
        if code.hasPrefix("08") || code == "58000" { kind = .cannotConnect }
      } else if lacksPassword {
        kind = .authentication
      } else if Self.isMisconfigured(message) {
        kind = .configuration
      } else if whileEncrypting, Self.isAboutTrust(text) {
        kind = .encryption
      }
    }

    /// Of `connection to server at "…", port 5432 failed: FATAL:  28P01: password authentication failed …`.
    private static func answer(in line: Substring) -> (code: String, message: String)? {
      let pieces = line.split(separator: ": ", omittingEmptySubsequences: false)
      guard
        let index = pieces.indices.dropFirst().first(where: { index in
          let code = pieces[index].drop { $0 == " " }
          return code.count == 5 && code.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
            && (pieces[index].hasPrefix(" ") || pieces[index - 1].hasSuffix(" "))
        }), index + 1 < pieces.count
      else { return nil }
      return (String(pieces[index].drop { $0 == " " }), pieces[(index + 1)...].joined(separator: ": "))
    }

    /// A parameter or a file of libpq's, which another try does not mend.
    private static func isMisconfigured(_ message: String) -> Bool {
      ["invalid ", "could not match ", "definition of service ", "syntax error in service file "]
        .contains(where: message.hasPrefix)
    }

    /// And not about a connection that broke meanwhile, or about somebody who is no PostgreSQL server.
    private static func isAboutTrust(_ text: String) -> Bool {
      (text.contains("SSL") || text.contains("certificate")) && !text.contains("SYSCALL")
        && !text.contains("invalid response")
    }
  }
#endif
