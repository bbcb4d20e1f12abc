import Foundation
import Testing

extension EndToEnd {
  /// The screens as a person sees them.
  @Suite struct ScreenTests {
    /// A queue with something of everything.
    private func during(_ body: @Sendable (Sandbox) async throws -> Void) async throws {
      try await SimulatorProcess.during(["--boot", "0s", "--checks", "0s", "--short", "us-east-1a=1h"]) { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse(
          "launch", "--name", "web", "--availability-zone", "us-east-1a", "--availability-zone", "us-east-1b",
          "--then-wait"
        ).exits(0)
        try await sandbox.geuse("launch", "--availability-zone", "us-east-1a").exits(0)
        try await sandbox.geuse("launch", "--key-name", "nobodys").exits(0)
        try await sandbox.geuse("pause", "--queue", "gpu", "--reason", "quota raise pending").exits(0)
        try await sandbox.geuse("worker", "--until-idle", "--log-level", "error") { worker in
          let isSo = try await sandbox.sees { $0.states == ["succeeded": 2, "retrying": 1, "failed": 1] }
          #expect(isSo)
          worker.stop()
        }.finished.exits(0)
        try await body(sandbox)
      }
    }

    private static let screens: [[String]] = [
      ["status"], ["status", "1"], ["status", "3"], ["status", "4"], ["list"], ["instances"], ["offerings"],
      ["doctor"], ["status", "3", "4", "--attempts"],
    ]

    @Test func theyFitTheTerminal() async throws {
      try await during { sandbox in
        for columns in [80, 200] {
          for screen in Self.screens {
            let shown = try await sandbox.onTerminal(columns, screen)
            let lines = shown.plain.split(separator: "\n")
            #expect(!lines.isEmpty)
            // Sentences are the terminal's to break.
            guard screen != ["doctor"] else { continue }
            let tables = lines.filter { !$0.contains(": ") || $0.hasPrefix("    ") }
            #expect(tables.allSatisfy { $0.count <= columns }, "\(screen) at \(columns):\n\(shown.plain)")
            print("$ geuse \(screen.joined(separator: " ")) # \(columns) columns\n\(shown.plain)")
          }
        }
      }
    }

    @Test func onATerminalThereAreColoursAndInAPipeThereAreNone() async throws {
      try await during { sandbox in
        #expect(try await sandbox.onTerminal(100, ["list"]).contains("\u{1B}[31mfailed\u{1B}[0m"))
        #expect(try await !sandbox.onTerminal(100, ["list"], ["NO_COLOR": "1"]).contains("\u{1B}"))
        let piped = try await sandbox.geuse("list").exits(0).output
        #expect(!piped.contains("\u{1B}") && piped.split(separator: "\n").contains { $0.count > 100 })
      }
    }

    @Test func thePageOfAJobSaysEverything() async throws {
      try await during { sandbox in
        let launched = try await sandbox.geuse("status", "1").exits(0).output
        #expect(launched.contains("[1 launch succeeded] > 2 wait succeeded"))
        for words in ["us-east-1a, us-east-1b", "name          web", "instance      i-", "retrying", "succeeded"] {
          #expect(launched.contains(words), "\(words) is missing in\n\(launched)")
        }
        let failed = try await sandbox.geuse("status", "4").exits(0).output
        #expect(failed.contains("InvalidKeyPair.NotFound (reference): ") && failed.contains("next: list what exists"))
        let waiting = try await sandbox.geuse("status", "3").exits(0).output
        #expect(waiting.contains("deadline") && waiting.contains("next try") && waiting.contains("0 of 5"))
        try await sandbox.geuse("requeue", "4", "--instance-type", "m5.large").exits(0)
        #expect(try await sandbox.geuse("status", "4").exits(0).output.contains(/requeue +1 +instance_types m5.large/))
      }
    }
  }
}

extension Sandbox {
  /// What a command shows on a terminal that wide.
  fileprivate func onTerminal(
    _ columns: Int, _ arguments: [String], _ more: [String: String] = [:]
  ) async throws -> String {
    var variables = self.variables.merging(["TERM": "xterm-256color"]) { $1 }.merging(more) { $1 }
    // The terminal itself is asked.
    variables["COLUMNS"] = "0"
    return try await PythonScript.onTerminal.run(variables, ["\(columns)", GeuseBinary.path] + arguments)
  }

  /// Looks again and again until the jobs are so: nothing else tells of them.
  fileprivate func sees(_ isSo: ([Job]) -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      if isSo(try await jobs("list")) { return true }
    }
    return false
  }
}

extension String {
  fileprivate var plain: String { replacing(/\u{1B}\[\d*[mK]/, with: "") }
}
