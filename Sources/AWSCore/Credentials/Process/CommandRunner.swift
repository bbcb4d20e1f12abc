/// Runs programs, as one method.
package protocol CommandRunner: Sendable {
  /// Runs the program `words[0]`, found on the PATH, without a shell and with nothing on its standard input.
  ///
  /// When the time is over, it and what it started are killed.
  func run(_ words: [String], timeout: Duration) async throws(CommandError) -> CommandOutcome
}

/// How a program ended, and what it wrote.
package struct CommandOutcome: Sendable, Equatable {
  package enum End: Sendable, Equatable {
    case exited(Int)
    case signalled(Int)
  }

  package var end: End
  package var output: [UInt8]
  package var errors: [UInt8]

  package init(end: End, output: [UInt8] = [], errors: [UInt8] = []) {
    self.end = end
    self.output = output
    self.errors = errors
  }
}

// What a program printed may be secrets.
extension CommandOutcome: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "CommandOutcome(\(end), \(output.count) and \(errors.count) bytes)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["end": end]) }
}

/// Why a program did not come to an end of its own. Each reads as the end of "PROGRAM …".
package enum CommandError: Error, Sendable, Equatable, CustomStringConvertible {
  case notFound
  case timedOut(Duration)
  case wroteTooMuch(limit: Int)
  case failed(String)

  package var description: String {
    switch self {
    case .notFound: "was not found, or may not be executed"
    case .timedOut(let limit): "did not end within \(limit.components.seconds) s and was killed"
    case .wroteTooMuch(let limit): "wrote more than \(limit) bytes"
    case .failed(let reason): "could not be run: \(reason)"
    }
  }
}
