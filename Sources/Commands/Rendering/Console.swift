import Foundation

/// Where words go: data to standard output, everything else to standard error behind the program's name.
enum Console {
  static func data(_ text: String) { write(text + "\n", to: .standardOutput) }
  static func error(_ text: String) { write("geuse: \(text)\n", to: .standardError) }

  /// Overwrites the last progress line of a terminal.
  static func progress(_ text: String) { write("\r\u{1B}[2K\(text)", to: .standardError) }
  static func endProgress() { write("\r\u{1B}[2K", to: .standardError) }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that went away, as `head` does, is no error of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
