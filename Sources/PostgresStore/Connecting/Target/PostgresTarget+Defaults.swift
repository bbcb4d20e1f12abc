#if Postgres
  extension PostgresTarget {
    static let connectSeconds = 10

    /// A server that has vanished is noticed after about ten seconds, also by who only listens.
    private static let liveness = [
      "connect_timeout": String(connectSeconds), "tcp_user_timeout": "10000",
      "keepalives": "1", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
    ]

    /// Kerberos' library may abort the process where that ends while a connection is being made; who wants GSS encryption
    /// says so.
    private static let withoutGSS = ["gssencmode": "disable"]

    /// With what geuse sets where nobody else has.
    ///
    /// Where the URL names a service, its file is the place for these: what it says is not known here, and a value beside
    /// it would win.
    static func completed(_ given: [String: String], elsewhere: [String: String]) -> [String: String] {
      var parameters = given
      if given["service"] == nil {
        for (name, value) in liveness.merging(withoutGSS, uniquingKeysWith: { $1 })
        where given[name] == nil && elsewhere[name] == nil { parameters[name] = value }
      }
      // Of several hosts the one that takes writes: what is read elsewhere may be old, and decides about launches.
      let hosts = given["host"] ?? elsewhere["host"] ?? given["hostaddr"] ?? elsewhere["hostaddr"] ?? ""
      if hosts.contains(","), given["target_session_attrs"] == nil, elsewhere["target_session_attrs"] == nil {
        parameters["target_session_attrs"] = "read-write"
      }
      if given["fallback_application_name"] == nil { parameters["fallback_application_name"] = "geuse" }
      // What Swift's strings are made of, whatever the database is in.
      parameters["client_encoding"] = "UTF8"
      return parameters
    }
  }
#endif
