import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs real programs, with this process's variables.
package struct SubprocessRunner: CommandRunner {
  /// The most that is read from each of a program's two outputs, in bytes.
  static let limit = 64 * 1024

  package init() {}

  package func run(_ words: [String], timeout: Duration) async throws(CommandError) -> CommandOutcome {
    guard let program = words.first else { throw .notFound }
    let arguments = Array(words.dropFirst())
    let result = await withTaskGroup(of: Result<CommandOutcome, CommandError>.self) { group in
      group.addTask { await Self.run(program, arguments) }
      group.addTask {
        // Ends early, by cancellation, when the program has ended.
        try? await Task.sleep(for: timeout)
        return .failure(.timedOut(timeout))
      }
      let first = await group.next() ?? .failure(.notFound)
      group.cancelAll()
      return first
    }
    return try result.get()
  }

  private static func run(_ program: String, _ arguments: [String]) async -> Result<CommandOutcome, CommandError> {
    var options = PlatformOptions()
    // A session of its own, so that what the program starts is killed with it and no terminal can be asked.
    options.createSession = true
    options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
    do {
      let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
      let result = try await Subprocess.run(
        executable, arguments: Arguments(arguments), platformOptions: options, input: .none,
        output: .bytes(limit: limit), error: .bytes(limit: limit))
      let end: CommandOutcome.End =
        switch result.terminationStatus {
        case .exited(let code): .exited(Int(code))
        case .signaled(let signal): .signalled(Int(signal))
        }
      return .success(CommandOutcome(end: end, output: result.standardOutput, errors: result.standardError))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failure(.notFound)
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .failure(.wroteTooMuch(limit: limit))
    } catch {
      return .failure(.failed("\(error)"))
    }
  }
}
