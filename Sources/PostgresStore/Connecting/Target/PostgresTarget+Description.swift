#if Postgres
  extension PostgresTarget: CustomStringConvertible, CustomReflectable {
    /// Parameters whose values are no secrets and say what one is connected to.
    private static let shown = [
      "application_name", "channel_binding", "gssencmode", "hostaddr", "service", "sslmode", "sslrootcert",
      "target_session_attrs",
    ]

    /// The URL without the password, and without any other parameter that may hold a secret.
    package var description: String {
      let user = parameters["user"].map { Self.encoded($0) + "@" } ?? ""
      let database = parameters["dbname"].map { "/" + Self.encoded($0) } ?? ""
      var query = Self.shown.filter(given.contains).compactMap { name in
        parameters[name].map { "\(name)=\(Self.encoded($0))" }
      }
      if !prepares { query.append("prepare=off") }
      if poolSize != Self.defaultPoolSize { query.append("pool=\(poolSize)") }
      return "postgres://\(user)\(hosts)\(database)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// Nothing: a dump would show the password.
    package var customMirror: Mirror { Mirror(self, children: [:]) }

    private var hosts: String {
      let hosts = (parameters["host"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
      let ports = (parameters["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
      return hosts.enumerated().map { index, host in
        // One port is for every host.
        let port = index < ports.count ? ports[index] : ports.count == 1 ? ports[0] : ""
        let name = host.contains(":") ? "[\(host)]" : Self.encoded(String(host))
        return port.isEmpty ? name : "\(name):\(port)"
      }.joined(separator: ",")
    }

    private static func encoded(_ text: String) -> String {
      let digits = Array("0123456789ABCDEF")
      return text.utf8.reduce(into: "") { encoded, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
          encoded.unicodeScalars.append(Unicode.Scalar(byte))
        default: encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }
      }
    }
  }
#endif
