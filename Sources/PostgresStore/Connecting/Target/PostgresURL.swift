#if Postgres
  /// A URL cut into what libpq reads and what only geuse knows.
  ///
  /// Refuses what libpq would read as something else than was meant: of a password with an unencoded `@` or `/`, libpq
  /// takes a part for a host or a port, and tells it in its messages.
  struct PostgresURL {
    /// Without geuse's own parameters.
    let forLibpq: String
    /// geuse's own, by name.
    let own: [String: String]

    static let ownParameters: Set<String> = ["prepare", "pool"]

    init(_ text: String) throws(BadPostgresURL) {
      guard let scheme = ["postgres://", "postgresql://"].first(where: text.hasPrefix) else {
        throw BadPostgresURL(reason: "it does not begin with postgres:// or postgresql://")
      }
      guard !text.utf8.contains(0) else { throw BadPostgresURL(reason: "it has a NUL character") }
      let rest = text.dropFirst(scheme.count)
      let authority = rest.prefix { $0 != "@" && $0 != "/" }
      let afterUser = rest[authority.endIndex...].first == "@" ? rest[authority.endIndex...].dropFirst() : rest
      guard !afterUser.contains("@") else {
        throw BadPostgresURL(reason: "write @ as %40 and / as %2F within a user, a password or a parameter")
      }
      let place = afterUser.prefix { $0 != "?" }
      guard Self.hasNumbersForPorts(place.prefix { $0 != "/" }) else {
        throw BadPostgresURL(reason: "the port is no number; a user and a password end with @")
      }
      var own: [String: String] = [:]
      var others: [Substring] = []
      for parameter in afterUser[place.endIndex...].dropFirst().split(separator: "&") {
        let halves = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves[0])
        guard Self.ownParameters.contains(name) else {
          others.append(parameter)
          continue
        }
        guard halves.count == 2, own[name] == nil else {
          throw BadPostgresURL(reason: "\(name) needs one value")
        }
        own[name] = String(halves[1])
      }
      self.own = own
      forLibpq = text[..<place.endIndex] + (others.isEmpty ? "" : "?" + others.joined(separator: "&"))
    }

    /// Of `host:1,host:2`; an IPv6 address stands in brackets.
    private static func hasNumbersForPorts(_ hosts: Substring) -> Bool {
      hosts.split(separator: ",").allSatisfy { host in
        let afterAddress = host.lastIndex(of: "]").map { host[$0...].dropFirst() } ?? host
        let port = afterAddress.drop { $0 != ":" }.dropFirst()
        return port.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
    }
  }
#endif
