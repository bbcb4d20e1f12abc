/// A number below zero looks like a flag to the parser: `--count -1` has no value for it.
enum NegativeValue {
  /// The message, saying so where that is what happened.
  static func explained(_ message: String, _ arguments: [String]) -> String {
    guard let match = message.firstMatch(of: /Missing value for '(--[a-z-]+)/) else { return message }
    let flag = String(match.1)
    guard let index = arguments.firstIndex(of: flag), index + 1 < arguments.endIndex,
      arguments[index + 1].wholeMatch(of: /-[0-9.]+/) != nil
    else { return message }
    let value = arguments[index + 1]
    return "\(flag) '\(value)' is not valid: where a number below zero is allowed it is written \(flag)=\(value)"
  }
}
