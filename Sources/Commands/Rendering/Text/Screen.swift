import AWSCore
import Foundation

/// Where a table is printed: how wide it is, and whether it knows colours.
struct Screen: Sendable {
  /// Columns; nil where nothing needs to fit, as in a file.
  var width: Int?
  var hasColours: Bool

  /// A pipe or a file: whole lines, no colours.
  static let plain = Screen(width: nil, hasColours: false)

  /// Standard output as it is.
  static var standardOutput: Screen {
    guard Console.outputIsTerminal else { return .plain }
    return Screen(terminalWidth: terminalWidth, variables: ProcessInfo.processInfo.environment)
  }

  init(width: Int?, hasColours: Bool) {
    self.width = width
    self.hasColours = hasColours
  }

  /// A terminal. Source of `NO_COLOR`: https://no-color.org, "not an empty string".
  init(terminalWidth: Int?, variables: [String: String]) {
    width = variables["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? terminalWidth ?? 80
    hasColours = (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
  }

  /// The parser's help ends the process where it has no room for its columns.
  static func widenForHelp() {
    let asked = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init)
    if let asked, asked <= 0 { unsetenv("COLUMNS") }
    let width = asked.flatMap { $0 > 0 ? $0 : nil } ?? terminalWidth
    if let width, width < leastHelpWidth { setenv("COLUMNS", "\(leastHelpWidth)", 1) }
  }
  private static let leastHelpWidth = 40

  private static var terminalWidth: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The text broken between words where it would not fit; a longer word is left whole.
  func wrapped(_ text: String) -> String {
    guard let width else { return text }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if !line.isEmpty, longer.withoutStyles.count > width {
        lines.append(line)
        line = String(word)
      } else {
        line = longer
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// The text in that style, where there are any.
  func styled(_ text: String, _ style: TextStyle?) -> String {
    guard hasColours, let style else { return text }
    return "\u{1B}[\(style.code)m\(text)\u{1B}[0m"
  }
}

/// The few ways in which words stand out.
enum TextStyle: Sendable {
  case good, bad, doubtful, busy, quiet, heading

  /// Source: ECMA-48, SGR.
  var code: String {
    switch self {
    case .good: "32"
    case .bad: "31"
    case .doubtful: "33"
    case .busy: "36"
    case .quiet: "2"
    case .heading: "1"
    }
  }
}

extension String {
  /// Without a word to the terminal but those that this program styles words with.
  var printableWithStyles: String {
    var text = ""
    var rest = self[...]
    while let style = rest.firstMatch(of: /\u{1B}\[\d*m/) {
      text += PrintableText.printable(String(rest[..<style.range.lowerBound])) + style.output
      rest = rest[style.range.upperBound...]
    }
    return text + PrintableText.printable(String(rest))
  }

  fileprivate var withoutStyles: String { replacing(/\u{1B}\[\d*m/, with: "") }

  /// At most so many characters; where some are missing the last one is an ellipsis.
  func cut(to width: Int) -> String {
    guard count > width else { return self }
    return width > 0 ? prefix(width - 1) + "…" : ""
  }
}
