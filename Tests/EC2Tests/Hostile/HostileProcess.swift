import Foundation
import Subprocess
import Testing

/// A running `HostileServer`.
struct HostileProcess: Sendable {
  let port: Int

  func url(_ answer: String, _ action: String) -> String { "http://127.0.0.1:\(port)/\(answer)/\(action)" }

  static func during(_ body: @Sendable (HostileProcess) async throws -> Void) async throws {
    _ = try await Subprocess.run(
      .name("HostileServer"), environment: .inherit.updating(["PATH": folder]), input: .inputWriter, output: .sequence,
      error: .currentStandardError
    ) { execution in
      var port: Int?
      for try await line in execution.standardOutput.strings() {
        port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
        break
      }
      try await body(HostileProcess(port: #require(port)))
      // Its standard input ends with this body, and it with that.
      try await execution.standardInputWriter.finish()
    }
  }

  /// It lies beside the test bundle, which on Linux is the running executable.
  private static let folder: String = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let runner = bundle ?? Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return runner.deletingLastPathComponent().path
  }()
}
