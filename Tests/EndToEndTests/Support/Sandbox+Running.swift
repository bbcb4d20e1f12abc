import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

extension Sandbox {
  /// Runs a program to its end.
  func finish(
    _ program: String, _ arguments: [String], input: String = "", variables: [String: String] = [:]
  ) async throws -> Finished {
    let result = try await run(
      Self.executable(program), arguments: Arguments(arguments), environment: environment(variables),
      workingDirectory: FilePath(folder.path), input: .string(input), output: .string(limit: 1 << 30),
      error: .string(limit: 1 << 30))
    return Finished(
      command: Self.words(program, arguments), status: result.terminationStatus, output: result.standardOutput,
      error: result.standardError)
  }

  /// Starts a program, does the body beside it, then waits for the program's end.
  func during<Result: Sendable>(
    _ program: String, _ arguments: [String], variables: [String: String] = [:],
    body: @Sendable (RunningProcess) async throws -> Result
  ) async throws -> (finished: Finished, result: Result) {
    let ended = try await run(
      Self.executable(program), arguments: Arguments(arguments), environment: environment(variables),
      workingDirectory: FilePath(folder.path), input: .none, output: .sequence, error: .sequence
    ) { execution in
      let process = RunningProcess(execution)
      async let output: Void = Self.pump(execution.standardOutput, to: process.output)
      async let error: Void = Self.pump(execution.standardError, to: process.error)
      do {
        let result = try await body(process)
        _ = await (output, error)
        return (process, result)
      } catch {
        process.send(.kill)
        throw error
      }
    }
    let (process, result) = ended.closureResult
    let finished = Finished(
      command: Self.words(program, arguments), status: ended.terminationStatus, output: process.output.text,
      error: process.error.text)
    return (finished, result)
  }

  @concurrent
  private static func pump(_ bytes: SubprocessOutputSequence, to log: LineLog) async {
    // A read that fails is the end of what can be known of it.
    do { for try await line in bytes.strings() { log.append(line) } } catch {}
    log.end()
  }

  private static func executable(_ program: String) -> Executable {
    program.contains("/") ? .path(FilePath(program)) : .name(program)
  }

  private static func words(_ program: String, _ arguments: [String]) -> String {
    ([program.split(separator: "/").last.map(String.init) ?? program] + arguments).joined(separator: " ")
  }

  private func environment(_ extra: [String: String]) -> Environment {
    var all: [Environment.Key: String] = [:]
    for (name, value) in variables.merging(extra, uniquingKeysWith: { $1 }) {
      if let key = Environment.Key(rawValue: name) { all[key] = value }
    }
    return .custom(all)
  }
}
