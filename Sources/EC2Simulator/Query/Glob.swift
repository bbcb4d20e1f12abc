/// EC2's wildcards: `*` for any run of characters, `?` for one, a backslash before either for itself.
enum Glob {
  static func isPattern(_ text: String) -> Bool {
    text.contains { $0 == "*" || $0 == "?" || $0 == "\\" }
  }

  static func matches(_ text: String, _ pattern: String) -> Bool {
    guard isPattern(pattern) else { return text == pattern }
    return matches(Array(text), tokens(pattern))
  }

  private enum Token: Equatable {
    case any
    case one
    case character(Character)
  }

  private static func tokens(_ pattern: String) -> [Token] {
    var tokens: [Token] = []
    var escaped = false
    for character in pattern {
      switch character {
      case "\\" where !escaped:
        escaped = true
        continue
      case "*" where !escaped: tokens.append(.any)
      case "?" where !escaped: tokens.append(.one)
      default: tokens.append(.character(character))
      }
      escaped = false
    }
    return tokens
  }

  // Backtracks to the last `*` only, so a hostile pattern costs text × pattern at most.
  private static func matches(_ text: [Character], _ pattern: [Token]) -> Bool {
    var position = 0
    var token = 0
    var star: (token: Int, position: Int)?
    while position < text.count {
      if token < pattern.count, pattern[token] == .any {
        star = (token, position)
        token += 1
      } else if token < pattern.count, pattern[token] == .one || pattern[token] == .character(text[position]) {
        position += 1
        token += 1
      } else if let last = star {
        star = (last.token, last.position + 1)
        token = last.token + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[token...].allSatisfy { $0 == .any }
  }
}
