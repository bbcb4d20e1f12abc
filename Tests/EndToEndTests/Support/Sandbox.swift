import Foundation
import Testing

/// A home for one test: a folder, a database, and variables that let nothing in from outside.
final class Sandbox: Sendable {
  let folder: URL
  let variables: [String: String]

  /// - Parameters:
  ///   - aws: where AWS is and whose keys sign; without them there is none.
  ///   - database: that of another sandbox; nil for one of its own.
  init(_ aws: [String: String] = [:], database: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "geuse-e2e-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var variables = [
      "HOME": folder.path, "GEUSE_DATABASE": database ?? folder.appending(path: "queue/geuse.db").path,
      "AWS_EC2_METADATA_DISABLED": "true", "GEUSE_POLL_INTERVAL": "1s",
      // Who launches by the hundred need not wait as AWS would have it; stand-ins take all that comes.
      "GEUSE_CALL_LIMITS": "none", "TZ": "UTC", "LC_ALL": "C.UTF-8",
      // Frees the help texts from the width of whoever's terminal.
      "COLUMNS": "100",
    ]
    for name in ["PATH", "LD_LIBRARY_PATH", "TMPDIR"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    variables["LLVM_PROFILE_FILE"] = Self.profile
    self.variables = variables.merging(aws) { $1 }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var database: String { variables["GEUSE_DATABASE"] ?? "" }

  /// Runs `geuse` to its end.
  func geuse(
    _ arguments: String..., input: String = "", variables: [String: String] = [:]
  ) async throws -> Finished {
    try await geuse(arguments, input: input, variables: variables)
  }

  func geuse(_ arguments: [String], input: String = "", variables: [String: String] = [:]) async throws -> Finished {
    try await finish(GeuseBinary.path, arguments, input: input, variables: variables)
  }

  /// Starts `geuse`, does the body beside it, then waits for its end.
  func geuse<Result: Sendable>(
    _ arguments: String..., variables: [String: String] = [:],
    during body: @Sendable (RunningProcess) async throws -> Result
  ) async throws -> (finished: Finished, result: Result) {
    try await during(GeuseBinary.path, arguments, variables: variables, body: body)
  }

  /// Enqueues launches that differ in their names: each is a call of its own, where others would travel together.
  /// - Parameter key: each gets one of its own that begins so.
  func launchApart(_ count: Int, key: String? = nil) async throws {
    let lines = (1...count).map { number in
      let key = key.map { #","unique_key":"\#($0)/\#(number)""# } ?? ""
      return #"{"kind":"launch","spec":{"name":"n\#(number)"}\#(key)}"#
    }
    try await geuse("enqueue", "-", input: lines.joined(separator: "\n")).exits(0)
  }

  /// The jobs that a command with `--output json` prints.
  func jobs(_ arguments: String...) async throws -> [Job] {
    try await geuse(arguments + ["--output", "json"]).exits(0).json()
  }

  /// Writes a file into the folder and answers its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }

  /// Coverage of the processes joins that of the tests; each process writes a file of its own unless they merge.
  private static let profile: String? = {
    guard let file = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] else { return nil }
    guard !file.contains("%p"), !file.contains("%m") else { return file }
    return file.replacing(".profraw", with: "-%p.profraw")
  }()
}
