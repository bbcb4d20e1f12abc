import Foundation
import Subprocess
import Testing

/// What a process that has ended left behind.
struct Finished: Sendable, CustomStringConvertible {
  let command: String
  let status: TerminationStatus
  let output: String
  let error: String

  var description: String { "\(command)\n\(status)\n--- stdout\n\(output)--- stderr\n\(error)" }

  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// The words of standard output that are numbers, as enqueuing verbs print them.
  var ids: [Int] { output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) } }

  func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSON.decode(type, Data(output.utf8))
  }

  /// Records an issue, with everything the process said, unless it exited so.
  @discardableResult
  func exits(_ code: Int32, sourceLocation: SourceLocation = #_sourceLocation) -> Finished {
    #expect(status == .exited(code), "\(self)", sourceLocation: sourceLocation)
    return self
  }

  /// Records an issue where the sandbox has a database.
  @discardableResult
  func expectNoDatabase(_ sandbox: Sandbox, sourceLocation: SourceLocation = #_sourceLocation) -> Finished {
    #expect(
      !FileManager.default.fileExists(atPath: sandbox.database), "the database was created: \(self)",
      sourceLocation: sourceLocation)
    return self
  }

  /// Records an issue unless every line of standard error is a message of geuse's own.
  @discardableResult
  func speaksAsGeuse(sourceLocation: SourceLocation = #_sourceLocation) -> Finished {
    let strange = error.split(separator: "\n").filter { !$0.hasPrefix("geuse: ") }
    #expect(strange.isEmpty, "\(self)", sourceLocation: sourceLocation)
    return self
  }
}
