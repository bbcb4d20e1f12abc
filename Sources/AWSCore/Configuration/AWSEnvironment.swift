package import Foundation

/// What AWS's settings are read from: the process's variables and its files.
package struct AWSEnvironment: Sendable {
  /// A file's bytes; nil where there is no such file.
  package typealias FileReader = @Sendable (_ path: String) throws -> Data?

  /// Replaces a file, for its owner's eyes alone.
  package typealias FileWriter = @Sendable (_ path: String, _ content: Data) throws -> Void

  package let variables: [String: String]
  package let readFile: FileReader
  package let writeFile: FileWriter

  /// - Parameter writeFile: without it, nothing can be written.
  package init(
    variables: [String: String], readFile: @escaping FileReader,
    writeFile: @escaping FileWriter = { _, _ in throw CocoaError(.fileWriteNoPermission) }
  ) {
    self.variables = variables
    self.readFile = readFile
    self.writeFile = writeFile
  }

  /// The variable's value; nil when it is unset or empty, which AWS's tools do not tell apart.
  package subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a switch such as `AWS_EC2_METADATA_DISABLED` is on.
  package func isTrue(_ name: String) -> Bool {
    self[name]?.lowercased() == "true"
  }

  /// The path with a leading `~` replaced by the home folder.
  package func expand(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = self["HOME"] else { return path }
    return home + path.dropFirst()
  }

  /// This process's variables and the disk.
  package static var process: AWSEnvironment {
    AWSEnvironment(
      variables: ProcessInfo.processInfo.environment,
      readFile: { path in
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        // Read as a stream: /dev/null, which switches a file off, has no size to go by.
        return try FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() ?? Data()
      },
      writeFile: { path, content in
        let draft = "\(path).\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: draft, contents: content, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        guard rename(draft, path) == 0 else {
          try? FileManager.default.removeItem(atPath: draft)
          throw CocoaError(.fileWriteUnknown)
        }
      })
  }
}
