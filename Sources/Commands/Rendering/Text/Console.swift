import AWSCore
import Foundation
import Synchronization

/// Where words go: data to standard output, everything else to standard error behind the program's name.
enum Console {
  static func data(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      lostData.withLock { $0 = true }
    }
  }

  /// A message may have lines of its own; of a terminal's commands it has none.
  static func error(_ text: String) {
    clearProgress()
    let lines = PasswordFree.words(text).split(separator: "\n", omittingEmptySubsequences: false)
    write("geuse: \(lines.map { PrintableText.printable(String($0)) }.joined(separator: "\n"))\n", to: .standardError)
  }

  /// Whether something that was printed never got to its reader, as on a full disk.
  static var hasLostData: Bool { lostData.withLock { $0 } }
  private static let lostData = Mutex(false)

  static func requireAllData() throws {
    if hasLostData { throw CommandFailure(.failed, "standard output could not be written in full") }
  }

  /// Overwrites the last progress line of a terminal.
  static func progress(_ text: String) {
    hasProgress.withLock { $0 = true }
    write("\r\u{1B}[2K\(text)", to: .standardError)
  }
  static func endProgress() {
    hasProgress.withLock { $0 = false }
    write("\r\u{1B}[2K", to: .standardError)
  }
  /// Before something else is written there.
  static func clearProgress() { if hasProgress.withLock({ $0 }) { endProgress() } }
  private static let hasProgress = Mutex(false)

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func write(_ text: String, to handle: FileHandle) {
    // Where words cannot be said there is nobody to tell.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
