import Foundation
import Testing

/// A simulator started as a user starts it, with the variables it prints.
struct SimulatorProcess: Sendable {
  let endpoint: URL
  /// What its exports set.
  let variables: [String: String]
  let callLog: String

  /// Runs `geuse simulator` on a free port for as long as the body takes.
  /// - Parameters:
  ///   - flags: more flags; instances boot and pass their checks at once unless these say otherwise.
  ///   - callLog: where the log of calls goes; nil for a file that goes with the simulator.
  static func during<Result: Sendable>(
    _ flags: [String] = ["--boot", "0s", "--checks", "0s"], callLog: String? = nil,
    body: @Sendable (SimulatorProcess) async throws -> Result
  ) async throws -> Result {
    let home = try Sandbox()
    let log = callLog ?? home.folder.appending(path: "calls.jsonl").path
    let arguments = ["simulator", "--port", "0", "--call-log", log] + flags
    let ended = try await home.during(GeuseBinary.path, arguments) { process in
      _ = await process.output.wait { $0.contains { $0.hasPrefix("export AWS_REGION=") } }
      let variables = exports(process.output.lines)
      let endpoint = try #require(variables["AWS_ENDPOINT_URL"].flatMap(URL.init(string:)), "\(process.error.text)")
      let result = try await body(SimulatorProcess(endpoint: endpoint, variables: variables, callLog: log))
      process.stop()
      return result
    }
    ended.finished.exits(0)
    return ended.result
  }

  /// The same with a scenario in the simulator's own JSON.
  static func during<Result: Sendable>(
    scenario: String, body: @Sendable (SimulatorProcess) async throws -> Result
  ) async throws -> Result {
    let home = try Sandbox()
    let file = try home.file("scenario.json", Array(scenario.utf8))
    return try await during(["--scenario", file, "--boot", "0s", "--checks", "0s"], body: body)
  }

  private static func exports(_ lines: [String]) -> [String: String] {
    var variables: [String: String] = [:]
    for line in lines where line.hasPrefix("export ") {
      let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { variables[parts[0]] = parts[1] }
    }
    return variables
  }

  /// A sandbox whose AWS is this simulator.
  func sandbox() throws -> Sandbox { try Sandbox(variables) }
}
