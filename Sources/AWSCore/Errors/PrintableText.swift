/// Text of others as it may be printed: in one line, and without a word to the terminal.
package enum PrintableText {
  /// With runs of spaces made one.
  package static func oneLine(_ text: String) -> String {
    printable(text).split(separator: " ").joined(separator: " ")
  }

  /// With a space for whatever is no character to be seen.
  package static func printable(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return text }
    return text.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: " "
      default: String(scalar)
      }
    }.joined()
  }
}
