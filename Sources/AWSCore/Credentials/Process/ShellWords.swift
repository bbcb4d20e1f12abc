/// Splits a command line into words as a POSIX shell does, and does nothing else a shell does.
///
/// The AWS CLI splits `credential_process` the same way. Source: Python, "shlex", parsing rules in POSIX mode.
enum ShellWords {
  /// Nil for a quotation without an end, or a backslash at the end.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var characters = line.makeIterator()
    while let character = characters.next() {
      switch character {
      case " ", "\t", "\n", "\r", "\r\n":
        if let word { words.append(word) }
        word = nil
      case "\\":
        guard let next = characters.next() else { return nil }
        word = (word ?? "") + String(next)
      case "'", "\"":
        guard let quoted = quotation(character, &characters) else { return nil }
        word = (word ?? "") + quoted
      default:
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }

  private static func quotation(_ mark: Character, _ characters: inout String.Iterator) -> String? {
    var text = ""
    while let character = characters.next() {
      if character == mark { return text }
      guard mark == "\"", character == "\\" else {
        text.append(character)
        continue
      }
      // Between double quotes a backslash escapes itself and the quote, and is a character before any other.
      guard let next = characters.next() else { return nil }
      if next != "\\", next != mark { text.append("\\") }
      text.append(next)
    }
    return nil
  }
}
