import Foundation

/// The profiles of the shared config and credentials files.
///
/// Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
package struct SharedConfiguration: Sendable, Equatable {
  package let configPath: String
  package let credentialsPath: String
  private let config: [String: [String: String]]
  private let credentials: [String: [String: String]]
  private let sessions: [String: [String: String]]
  private let services: [String: [String: String]]

  /// Reads both files; a missing one is an empty one.
  ///
  /// - Throws: `ConfigurationError` for a file that cannot be read or is not in AWS's format.
  package init(_ environment: AWSEnvironment) throws(ConfigurationError) {
    configPath = environment.expand(environment["AWS_CONFIG_FILE"] ?? "~/.aws/config")
    credentialsPath = environment.expand(environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials")
    var profiles: [String: [String: String]] = [:]
    var sessions: [String: [String: String]] = [:]
    var services: [String: [String: String]] = [:]
    for (section, values) in try Self.read(configPath, environment) {
      let words = section.split(separator: " ", maxSplits: 1)
      if section == "default" {
        // `[profile default]` is the stronger form of the two.
        profiles["default", default: [:]].merge(values) { old, _ in old }
      } else if words.count == 2 {
        let name = words[1].trimmingCharacters(in: CharacterSet(charactersIn: "\"'"))
        switch words[0] {
        case "profile": profiles[name, default: [:]].merge(values) { _, new in new }
        case "sso-session": sessions[name, default: [:]].merge(values) { _, new in new }
        case "services": services[name, default: [:]].merge(values) { _, new in new }
        default: break
        }
      }
    }
    config = profiles
    self.sessions = sessions
    self.services = services
    credentials = try Self.read(credentialsPath, environment)
  }

  /// The profile, both files' parts of it; nil when neither file has it.
  package func profile(_ name: String) -> SharedProfile? {
    guard config[name] != nil || credentials[name] != nil else { return nil }
    let profile = SharedProfile(name: name, config: config[name] ?? [:], credentials: credentials[name] ?? [:])
    return profile.with(services: profile["services"].flatMap { services[$0] })
  }

  /// The settings of `[sso-session name]`; nil when there is no such section.
  func signOnSession(_ name: String) -> [String: String]? { sessions[name] }

  private static func read(
    _ path: String, _ environment: AWSEnvironment
  ) throws(ConfigurationError) -> [String: [String: String]] {
    let data: Data?
    do {
      data = try environment.readFile(path)
    } catch {
      throw ConfigurationError("cannot read \(path): check its permissions")
    }
    guard let data else { return [:] }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw ConfigurationError("\(path) is not UTF-8 text")
    }
    do {
      return try INIFile(text.replacing("\r\n", with: "\n")).sections
    } catch {
      throw ConfigurationError("\(path) line \(error.line) is neither [section] nor key = value")
    }
  }
}

// The values are secrets.
extension SharedConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "SharedConfiguration(\(configPath), \(credentialsPath))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["configPath": configPath]) }
}
