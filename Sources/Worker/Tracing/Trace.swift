import Foundation
import JobModel
import Synchronization

/// An append-only account of what one process did, for a judge that trusts no database.
///
/// One JSON object a line; every line is one write(2) to a file of the process's own, opened with O_APPEND, so that a
/// kill loses nothing that was written. Lines hold ids, tokens, codes and times, never parameters, user data or
/// credentials. Since a process may die between a commit and its line, a decision has two: what it is about to write
/// (`intent`), and what came of it (`result`), tied together by `step`. An intent without a result may have been
/// committed or not.
package final class Trace: Sendable {
  private let file: Int32
  private let process: Int32
  private let steps = Atomic<Int>(0)

  /// - Parameter folder: made if it is missing, readable by its owner alone.
  /// - Throws: `TraceError` where no file can be written there.
  package init(folder: String) throws {
    process = getpid()
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let name = "\(process)-\(UUID().uuidString.prefix(8).lowercased()).jsonl"
    let path = URL(filePath: folder, directoryHint: .isDirectory).appending(path: name).path
    file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw TraceError(path: path, reason: String(cString: strerror(errno))) }
  }

  deinit { close(file) }

  /// A fact that needs no second line.
  func note(_ event: String, _ facts: some Encodable & Sendable) { write(event, .fact, nextStep(), facts) }

  /// Writes what is about to be done, does it, and writes what came of it.
  func around<Answer, Failure: Error>(
    _ event: String, _ intent: some Encodable & Sendable, answer: (Answer) -> some Encodable & Sendable,
    doing body: () async throws(Failure) -> Answer
  ) async throws(Failure) -> Answer {
    let step = nextStep()
    write(event, .intent, step, intent)
    do throws(Failure) {
      let result = try await body()
      write(event, .result, step, answer(result))
      return result
    } catch {
      write(event, .result, step, TracedFailure(error))
      throw error
    }
  }

  private func nextStep() -> Int { steps.add(1, ordering: .relaxed).newValue }

  /// A line that cannot be written is lost: work does not stop for want of its account.
  private func write(_ event: String, _ phase: TracePhase, _ step: Int, _ facts: some Encodable & Sendable) {
    let now = BootTime.now()
    let line = TraceLine(
      event: event, phase: phase, step: step, process: process, at: Timestamp.now(), boot: now.milliseconds,
      facts: facts)
    guard var bytes = try? Self.encoder.encode(line) else { return }
    bytes.append(UInt8(ascii: "\n"))
    _ = bytes.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
  }
}

extension Trace {
  fileprivate static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return encoder
  }
}

/// `write` is a method's name here.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(file, bytes, count) }

/// Why no trace can be kept.
package struct TraceError: Error, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package var description: String { "the trace '\(path)' cannot be written: \(reason)" }
}
