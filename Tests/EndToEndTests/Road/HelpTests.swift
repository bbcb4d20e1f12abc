import Foundation
import Testing

extension EndToEnd {
  /// Every help text stands in Snapshots; `GEUSE_UPDATE_SNAPSHOTS=1` writes them anew.
  @Suite struct HelpTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Snapshots")
    private static let updates = ProcessInfo.processInfo.environment["GEUSE_UPDATE_SNAPSHOTS"] == "1"

    @Test(
      arguments: [
        "launch", "wait", "tag", "terminate", "enqueue", "status", "list", "instances", "requeue", "cancel",
        "offerings", "pause", "resume", "prune", "backup", "doctor", "migrate", "worker", "simulator",
      ])
    func aCommandsHelpIsAsAgreed(_ command: String) async throws {
      let help = try await Sandbox().geuse(command, "--help").exits(0)
      #expect(help.error.isEmpty)
      #expect(help.output.contains("EXAMPLES"))
      try expectSnapshot(help.output, named: command)
    }

    @Test func theRootsHelpIsAsAgreed() async throws {
      let help = try await Sandbox().geuse("--help").exits(0)
      #expect(help.output.contains("EXIT CODES"))
      try expectSnapshot(help.output, named: "geuse")
      #expect(try await Sandbox().geuse("--version").exits(0).output == "0.1.0\n")
    }

    @Test(arguments: ["launch", "wait", "tag", "terminate", "enqueue", "requeue"])
    func anEnqueuingVerbSaysThatItOnlyEnqueues(_ command: String) async throws {
      let help = try await Sandbox().geuse(command, "--help").exits(0)
      #expect(help.lines.first?.contains("add --follow to block") == true)
    }

    private func expectSnapshot(_ text: String, named name: String) throws {
      let file = Self.folder.appending(path: "help-\(name).txt")
      if Self.updates { try text.write(to: file, atomically: true, encoding: .utf8) }
      let known = try? String(contentsOf: file, encoding: .utf8)
      #expect(text == known, "help of \(name) changed; if it was meant to: GEUSE_UPDATE_SNAPSHOTS=1")
    }
  }
}
