#if Postgres
  /// A server and a database on it, and how to talk to it.
  ///
  /// Written as a URL that libpq reads, with all of its parameters, environment variables (`PGSERVICE`, `PGPASSFILE`, …)
  /// and files. Two parameters are geuse's own: `prepare=auto|off` and `pool=1…64`.
  package struct PostgresTarget: Sendable {
    /// Whether statements are prepared; a connection pooler may lose them.
    package let prepares: Bool
    /// How many connections are open at most.
    package let poolSize: Int
    /// How long the server has to let us in: libpq's `connect_timeout`, once for each host that is named.
    package let connectTimeout: Duration
    /// What libpq is given, by its names.
    let parameters: [String: String]
    /// Which of them the URL says itself.
    let given: Set<String>

    package static let defaultPoolSize = 8
    package static let largestPool = 64

    package init(_ url: String) throws(BadPostgresURL) {
      let parts = try PostgresURL(url)
      prepares = try Self.prepares(parts.own["prepare"])
      poolSize = try Self.poolSize(parts.own["pool"])
      let given = try ConnectionOptions.parse(parts.forLibpq)
      let elsewhere = ConnectionOptions.defaults()
      parameters = Self.completed(given, elsewhere: elsewhere)
      self.given = Set(given.keys)
      let seconds = Int(given["connect_timeout"] ?? elsewhere["connect_timeout"] ?? "") ?? Self.connectSeconds
      let hosts = (given["host"] ?? given["hostaddr"] ?? elsewhere["host"] ?? "").split(separator: ",").count
      // libpq: 0 and less wait for ever, and 1 is too short to be meant.
      connectTimeout = seconds <= 0 ? .seconds(86_400) : .seconds(max(2, seconds) * max(1, hosts))
    }

    private static func prepares(_ value: String?) throws(BadPostgresURL) -> Bool {
      switch value {
      case nil, "auto": true
      case "off": false
      default: throw BadPostgresURL(reason: "prepare is auto or off")
      }
    }

    private static func poolSize(_ value: String?) throws(BadPostgresURL) -> Int {
      guard let value else { return defaultPoolSize }
      guard let size = Int(value), (1...largestPool).contains(size) else {
        throw BadPostgresURL(reason: "pool is a number from 1 to \(largestPool)")
      }
      return size
    }
  }
#endif
