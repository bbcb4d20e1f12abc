import Foundation
import Testing

extension EndToEnd {
  /// What must never be seen is put everywhere, and everything that geuse writes is searched for it.
  @Suite struct SecretHuntTests {
    private static let data = "user-data-marker-5f3a"
    private static let key = "secret-key-marker-9c1e"
    private static let token = "session-token-marker-77aa"

    @Test func noMarkIsEverSeen() async throws {
      try await SimulatorProcess.during { simulator in
        let traces = try Sandbox().folder
        let keys = ["GEUSE_TRACE": traces.path, "AWS_SESSION_TOKEN": Self.token]
        let sandbox = try Sandbox(simulator.variables.merging(keys) { $1 })
        let file = try sandbox.file("user-data", Array(Self.data.utf8))
        var heard = ""
        func run(_ arguments: String...) async throws {
          let ended = try await sandbox.geuse(arguments)
          heard += "\(arguments.joined(separator: " ")): \(ended.output)\(ended.error)\n"
        }
        try await run("launch", "--user-data", "file://\(file)", "--key-name", "nobodys", "--output", "json")
        try await run("launch", "--user-data", "file://\(file)", "--then-wait")
        try await run("worker", "--until-drained", "--log-level", "trace")
        try await run("worker", "--until-drained", "--log-level", "trace", "--log-format", "json")
        for screen in [["status"], ["status", "1"], ["status", "2"], ["list"], ["instances"], ["doctor"]] {
          for output in ["text", "json"] {
            let ended = try await sandbox.geuse(screen + ["--output", output])
            heard += ended.output + ended.error
          }
        }
        try await run("requeue", "1", "--instance-type", "m5.large", "--dry-run")
        // Keys that are refused make the longest complaints.
        let wrong = ["AWS_SECRET_ACCESS_KEY": Self.key, "AWS_SESSION_TOKEN": Self.token]
        for arguments in [["worker", "--until-drained", "--log-level", "trace"], ["doctor"]] {
          try await sandbox.geuse("launch").exits(0)
          let ended = try await sandbox.geuse(arguments, variables: wrong)
          heard += ended.output + ended.error
        }
        for trace in try FileManager.default.contentsOfDirectory(at: traces, includingPropertiesForKeys: nil) {
          heard += try String(contentsOf: trace, encoding: .utf8)
          #expect(FileManager.default.permissions(trace.path) == 0o600)
        }
        #expect(heard.count > 10_000)
        let base64 = Data(Self.data.utf8).base64EncodedString()
        for mark in [Self.data, base64, Self.key, Self.token] {
          #expect(!heard.contains(mark), "\(mark) was seen: \(heard.around(mark))")
        }
        // Asked for, it is shown.
        #expect(
          try await sandbox.geuse("status", "1", "--output", "json", "--show-user-data").output.contains(Self.data))
        #expect(FileManager.default.permissions(sandbox.database) == 0o600)
      }
    }
  }
}

extension String {
  fileprivate func around(_ word: String) -> String {
    guard let range = range(of: word) else { return "" }
    let start = index(range.lowerBound, offsetBy: -100, limitedBy: startIndex) ?? startIndex
    let end = index(range.upperBound, offsetBy: 100, limitedBy: endIndex) ?? endIndex
    return String(self[start..<end])
  }
}
