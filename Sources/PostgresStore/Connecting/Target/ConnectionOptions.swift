#if Postgres
  import CLibpq
  import Foundation

  /// libpq's own reading of its parameters.
  ///
  /// Source: https://www.postgresql.org/docs/current/libpq-connect.html
  enum ConnectionOptions {
    /// What a URL says, by libpq's names.
    static func parse(_ url: String) throws(BadPostgresURL) -> [String: String] {
      var message: UnsafeMutablePointer<CChar>?
      guard let options = PQconninfoParse(url, &message) else {
        defer { PQfreemem(message) }
        throw BadPostgresURL(reason: reason(message.map { String(cString: $0) } ?? "out of memory", url))
      }
      defer { PQconninfoFree(options) }
      return values(options)
    }

    /// What the environment and a service named in it say.
    static func defaults() -> [String: String] {
      guard let options = PQconndefaults() else { return [:] }
      defer { PQconninfoFree(options) }
      // libpq adds what it would do by itself, which nobody has said.
      return values(options) { option in
        if let variable = option.envvar, getenv(variable) != nil { return true }
        guard let own = option.compiled, let value = option.val else { return true }
        return strcmp(own, value) != 0
      }
    }

    private static func values(
      _ options: UnsafeMutablePointer<PQconninfoOption>, where isSaid: (PQconninfoOption) -> Bool = { _ in true }
    ) -> [String: String] {
      var values: [String: String] = [:]
      var option = options
      while let keyword = option.pointee.keyword {
        if let value = option.pointee.val, isSaid(option.pointee) {
          values[String(cString: keyword)] = String(cString: value)
        }
        option += 1
      }
      return values
    }

    /// libpq quotes the URL or a part of it, which may be the password: only what comes before is repeated.
    private static func reason(_ message: String, _ url: String) -> String {
      if message.contains("invalid URI query parameter"), let name = unknownParameter(url) {
        return "there is no parameter \(name)"
      }
      let words = message.prefix { $0 != "\"" && $0 != ":" && !$0.isNewline }
      return words.split(separator: " ").joined(separator: " ")
    }

    /// The first that libpq does not know, where it is a plain word.
    private static func unknownParameter(_ url: String) -> String? {
      // What has no value may be the rest of somebody's password.
      let names = url.drop { $0 != "?" }.dropFirst().split(separator: "&").filter { $0.contains("=") }
        .map { $0.prefix { $0 != "=" } }
      return names.first { name in
        name.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_") }
          && !isKnown(name)
      }.map(String.init)
    }

    private static func isKnown(_ name: Substring) -> Bool {
      guard var option = PQconndefaults() else { return false }
      let options = option
      defer { PQconninfoFree(options) }
      while let keyword = option.pointee.keyword {
        if String(cString: keyword) == name { return true }
        option += 1
      }
      return false
    }
  }
#endif
