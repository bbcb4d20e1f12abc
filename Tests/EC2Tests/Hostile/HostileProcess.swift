import Foundation
import Subprocess
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

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

  /// Whether this is a run of that one test, whose memory is therefore its own.
  static let isAlone = ProcessInfo.processInfo.environment["GEUSE_TEST_ALONE"] == "1"

  /// Runs one test in a process of its own: other tests' memory is not its doing. Nor is what glibc keeps: large blocks
  /// that are freed go back at once where their threshold does not grow with them.
  static func runAlone(_ test: String) async throws {
    let ended = try await Subprocess.run(
      .path(FilePath(runner.path)), arguments: ["--testing-library", "swift-testing", "--filter", test],
      environment: .inherit.updating(["GEUSE_TEST_ALONE": "1", "MALLOC_MMAP_THRESHOLD_": "131072"]),
      output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    let said = ended.standardOutput
    #expect(ended.terminationStatus == .exited(0), "\(said)\(ended.standardError)")
    for line in said.split(separator: "\n") where line.contains("resident memory") { print(line) }
  }

  /// The test bundle, which on Linux is the running executable; the server lies beside it.
  private static let runner: URL = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return bundle ?? Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
  }()

  private static let folder = runner.deletingLastPathComponent().path
}
