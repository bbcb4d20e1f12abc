/// One profile's settings, kept by the file they stand in: for keys, the credentials file is asked first.
package struct SharedProfile: Sendable, Equatable {
  package let name: String
  package let config: [String: String]
  package let credentials: [String: String]
  /// The `[services]` section that the profile names, as `sts.endpoint_url` and the like; nil when there is none.
  private(set) var services: [String: String]?

  init(name: String, config: [String: String], credentials: [String: String]) {
    self.name = name
    self.config = config
    self.credentials = credentials
  }

  func with(services: [String: String]?) -> SharedProfile {
    var profile = self
    profile.services = services
    return profile
  }

  /// The setting from either file, the credentials file's first; nil when absent or empty.
  package subscript(key: String) -> String? {
    [credentials[key], config[key]].compactMap(\.self).first { !$0.isEmpty }
  }
}

// The values are secrets.
extension SharedProfile: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "SharedProfile(\(name))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
