/// One profile's settings, kept by the file they stand in: for keys, the credentials file is asked first.
package struct SharedProfile: Sendable, Equatable {
  package let name: String
  package let config: [String: String]
  package let credentials: [String: String]

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
