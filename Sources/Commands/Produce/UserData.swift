import Foundation
import Operations

/// Reads `--user-data`: text as it is, or a file's bytes behind `file://` or, as the AWS CLI has it too, `fileb://`.
enum UserData {
  /// Far above what EC2 takes, so that the message about that tells how many bytes there are.
  private static let longest = 1 << 24

  static func read(_ argument: String?) throws -> Data? {
    guard let argument else { return nil }
    guard let scheme = ["file://", "fileb://"].first(where: argument.hasPrefix) else { return Data(argument.utf8) }
    switch file(String(argument.dropFirst(scheme.count))) {
    case .success(let data): return data
    case .failure(let reason): throw CommandFailure.usage("--user-data '\(argument)' is not valid: \(reason.text)")
    }
  }

  static func file(_ path: String) -> Result<Data, EnqueueSource.Unreadable> { InputFile.read(path, atMost: longest) }
}
