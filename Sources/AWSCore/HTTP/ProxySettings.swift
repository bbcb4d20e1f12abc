package import Foundation

/// Which proxy a URL is reached through, as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` have it.
///
/// A name in small letters counts before the same in capitals, and `ALL_PROXY` does not count, as with the AWS CLI.
/// This machine and the services that hand out credentials beside it are never reached through a proxy: what is said
/// there is for nobody else's ears. Sources: botocore's `get_environ_proxies` and Python's `urllib.request`.
package struct ProxySettings: Sendable, Equatable {
  private let proxies: [String: HTTPProxy]
  private let exceptions: [String]

  package static let none = ProxySettings(proxies: [:], exceptions: [])

  private init(proxies: [String: HTTPProxy], exceptions: [String]) {
    self.proxies = proxies
    self.exceptions = exceptions
  }

  /// - Throws: `ConfigurationError` for a proxy that is none, without quoting it.
  package init(_ environment: AWSEnvironment) throws(ConfigurationError) {
    func setting(_ name: String) -> (name: String, value: String)? {
      // Set to nothing, the small letters silence the capitals.
      for name in [name, name.uppercased()] {
        if let value = environment.variables[name] { return value.isEmpty ? nil : (name, value) }
      }
      return nil
    }
    var proxies: [String: HTTPProxy] = [:]
    for scheme in ["http", "https"] {
      guard let (name, value) = setting("\(scheme)_proxy") else { continue }
      proxies[scheme] = try Self.parse(value, name: name)
    }
    self.proxies = proxies
    exceptions = (setting("no_proxy")?.value ?? "").split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces).lowercased()
    }
  }

  /// The proxy for that URL; nil where it is reached directly.
  package func proxy(for url: URL) -> HTTPProxy? {
    guard let scheme = url.scheme?.lowercased(), let proxy = proxies[scheme], let host = url.host()?.lowercased(),
      !Self.isNear(host)
    else { return nil }
    let port = url.port ?? (scheme == "https" ? 443 : 80)
    return exceptions.contains { Self.excepts($0, host: host, port: port) } ? nil : proxy
  }

  /// An exception is `*`, a name or its ending, with or without a leading dot and with or without a port.
  private static func excepts(_ exception: String, host: String, port: Int) -> Bool {
    guard exception != "*" else { return true }
    let name = String(exception.drop { $0 == "." })
    guard !name.isEmpty else { return false }
    return [host, "\(host):\(port)"].contains { $0 == name || $0.hasSuffix(".\(name)") }
  }

  private static func isNear(_ host: String) -> Bool {
    let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    let octets = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    if octets.count == 4, octets.allSatisfy({ $0 != nil }) {
      return octets[0] == 127 || (octets[0] == 169 && octets[1] == 254)
    }
    return name == "localhost" || name.hasSuffix(".localhost") || name == "::1" || name.hasPrefix("fd00:ec2::")
  }

  private static func parse(_ text: String, name: String) throws(ConfigurationError) -> HTTPProxy {
    let full = text.contains("://") ? text : text.hasPrefix("//") ? "http:\(text)" : "http://\(text)"
    guard let url = URLComponents(string: full), let host = url.host, !host.isEmpty else {
      throw ConfigurationError(
        "\(name) is not a proxy's URL: expected http://host:port or http://user:password@host:port")
    }
    guard url.scheme?.lowercased() == "http" else {
      throw ConfigurationError(
        "\(name) names a proxy of the kind \(url.scheme ?? "?"), which is not supported: expected http://host:port")
    }
    return HTTPProxy(
      host: host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port: url.port ?? 80,
      user: url.user.flatMap { $0.isEmpty ? nil : $0 }, password: url.password)
  }
}
