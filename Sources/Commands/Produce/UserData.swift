import Foundation
import Operations

/// Reads `--user-data`: text as it is, or a file's bytes behind `file://`.
enum UserData {
  static func read(_ argument: String?) throws -> Data? {
    guard let argument else { return nil }
    let scheme = "file://"
    guard argument.hasPrefix(scheme) else { return Data(argument.utf8) }
    switch file(String(argument.dropFirst(scheme.count))) {
    case .success(let data): return data
    case .failure(let reason): throw CommandFailure.usage("--user-data '\(argument)' is not valid: \(reason.text)")
    }
  }

  static func file(_ path: String) -> Result<Data, EnqueueSource.Unreadable> {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      let exists = FileManager.default.fileExists(atPath: path)
      return .failure(EnqueueSource.Unreadable(exists ? "cannot be read" : "there is no such file"))
    }
    return .success(data)
  }
}
