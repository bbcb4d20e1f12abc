import Foundation

/// Reads `--user-data`: text as it is, or a file's bytes behind `file://`.
enum UserData {
  static func read(_ argument: String?) throws -> Data? {
    guard let argument else { return nil }
    let scheme = "file://"
    guard argument.hasPrefix(scheme) else { return Data(argument.utf8) }
    let path = String(argument.dropFirst(scheme.count))
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      let reason = FileManager.default.fileExists(atPath: path) ? "cannot be read" : "there is no such file"
      throw CommandFailure.usage("--user-data '\(argument)' is not valid: \(reason)")
    }
  }
}
