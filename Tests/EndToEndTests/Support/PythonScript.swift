import Foundation
import Subprocess
import Testing

/// The boto3 scripts beside these tests; each prints one JSON value.
struct PythonScript: Sendable {
  static let interpreter = ProcessInfo.processInfo.environment["GEUSE_TEST_PYTHON"] ?? "python3"

  let name: String

  static let makeNetwork = PythonScript(name: "make-network.py")
  static let findNetwork = PythonScript(name: "find-network.py")
  static let readSpotRequests = PythonScript(name: "read-spot-requests.py")
  static let readInstances = PythonScript(name: "read-instances.py")
  static let makeUser = PythonScript(name: "make-user.py")
  static let query = PythonScript(name: "query.py")
  static let isLocked = PythonScript(name: "is-locked.py")
  static let changeDatabase = PythonScript(name: "change-database.py")
  static let onTerminal = PythonScript(name: "on-terminal.py")
  static let notifySocket = PythonScript(name: "notify-socket.py")
  static let backUp = PythonScript(name: "back-up.py")
  static let checkDatabase = PythonScript(name: "check-database.py")
  static let waitWithBotocore = PythonScript(name: "wait-with-botocore.py")
  static let assumeRole = PythonScript(name: "assume-role.py")
  static let checkSchema = PythonScript(name: "check-schema.py")
  static let workerHosts = PythonScript(name: "worker-hosts.py")
  static let credentialPlaces = PythonScript(name: "credential-places.py")

  var path: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Python/\(name)").path
  }

  /// Runs it with those variables and arguments.
  func run<Value: Decodable>(
    _ variables: [String: String], _ arguments: String..., input: String = "", as type: Value.Type = Value.self
  ) async throws -> Value {
    try await run(variables, arguments, input: input)
  }

  func run<Value: Decodable>(
    _ variables: [String: String], _ arguments: [String], input: String = ""
  ) async throws -> Value {
    let ended = try await Sandbox(variables).finish(
      Self.interpreter, [path] + arguments, input: input, variables: Self.home)
    try #require(ended.status == .exited(0), "\(ended)")
    return try ended.json()
  }

  /// Python finds a user's own packages at home; nothing of AWS is read from there.
  static let home = [
    "HOME": ProcessInfo.processInfo.environment["HOME"] ?? "/", "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
  ]
}
