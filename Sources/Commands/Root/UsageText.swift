import Operations

/// Makes the parser's words about a mistake say what is allowed.
enum UsageText {
  /// - Parameters:
  ///   - message: the parser's.
  ///   - arguments: the command line.
  ///   - verbs: what the first word may be.
  ///   - flags: those of a verb.
  static func explained(
    _ message: String, _ arguments: [String], verbs: [String], flags: (_ verb: String) -> [String] = { _ in [] }
  ) -> String {
    negativeValue(message, arguments) ?? invalidValue(message) ?? unknownVerb(message, arguments, verbs)
      ?? unknownFlag(message, arguments.first ?? "", flags) ?? message
  }

  /// A number below zero looks like a flag to the parser: `--count -1` has no value for it.
  private static func negativeValue(_ message: String, _ arguments: [String]) -> String? {
    guard let match = message.firstMatch(of: /Missing value for '(--[a-z-]+)/) else { return nil }
    let flag = String(match.1)
    guard let index = arguments.firstIndex(of: flag), index + 1 < arguments.endIndex,
      arguments[index + 1].wholeMatch(of: /-[0-9.]+/) != nil
    else { return nil }
    let value = arguments[index + 1]
    return "\(flag) '\(value)' is not valid: where a number below zero is allowed it is written \(flag)=\(value)"
  }

  private static func invalidValue(_ message: String) -> String? {
    guard let match = message.firstMatch(of: /The value '(.*)' is invalid for '(--[a-z-]+ )?<([a-z=-]+)>'(\n|$)/),
      let allowed = allowed[String(match.3)]
    else { return nil }
    let name = match.2.map { $0.dropLast() } ?? "<\(match.3)>"
    let help = message.split(separator: "\n").last { $0.contains("for more information") } ?? ""
    return "\(name) '\(match.1)' is not valid: \(allowed)" + (help.isEmpty ? "" : "\n\(help)")
  }

  /// By the word that stands for the value.
  private static let allowed = [
    "duration": "a time such as 90s, 15m, 6h or 7d, of at most 3650d",
    "age": "a time with its unit, such as 12h or 30d",
    "n": "a whole number", "number": "a whole number", "port": "a whole number", "gib": "a whole number",
    "job": "a job id such as 12; the jobs of an instance: geuse list i-0123456789abcdef0",
    "key=value": "a key and its value, such as Team=ops; each tag with a flag of its own",
    "zone=duration": "such as us-east-1a=60s",
  ]

  private static func unknownVerb(_ message: String, _ arguments: [String], _ verbs: [String]) -> String? {
    // `aws ec2 run-instances`
    let words = arguments.first == "ec2" ? arguments.dropFirst() : arguments[...]
    guard message.hasPrefix("Error:"), let word = words.first, !word.hasPrefix("-"), !verbs.contains(word),
      let meant = OtherWords.verbs[word] ?? Suggestion.nearest(to: word, among: verbs)
    else { return nil }
    return "there is no command '\(word)'; did you mean '\(meant)'?\n  See 'geuse --help' for more information."
  }

  private static func unknownFlag(_ message: String, _ verb: String, _ flags: (String) -> [String]) -> String? {
    guard let match = message.firstMatch(of: /Unknown option '(--[a-z-]+)'[^\n]*/) else { return nil }
    let (word, known) = (String(match.1), flags(verb))
    if OtherWords.ids.contains(word), known.contains("--state") {
      return message.replacing(
        match.0, with: "there is no flag '\(word)': ids stand alone, as in geuse \(verb) i-0123456789abcdef0")
    }
    return OtherWords.flag(for: word, among: known).map {
      message.replacing(match.0, with: "there is no flag '\(word)'; did you mean '\($0)'?")
    }
  }
}
