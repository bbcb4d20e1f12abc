/// The `:named` parameters of a statement.
struct SQLParameters {
  /// Each once, in the order in which they first stand there.
  private(set) var names: [String] = []

  init(of text: String) {
    Self.walk(text) { name, _ in if !names.contains(name) { names.append(name) } }
  }

  /// With `$1` in the place of the first of these names, and so on.
  static func numbered(_ text: String, by names: [String]) -> String {
    var numbered = ""
    var end = text.startIndex
    walk(text) { name, range in
      guard let index = names.firstIndex(of: name) else { preconditionFailure(":\(name) is no parameter of: \(text)") }
      numbered += text[end..<range.lowerBound] + "$\(index + 1)"
      end = range.upperBound
    }
    return numbered + text[end...]
  }

  /// What stands between single quotes is text.
  private static func walk(_ text: String, _ body: (String, Range<String.Index>) -> Void) {
    var isQuoted = false
    var index = text.startIndex
    while index < text.endIndex {
      let start = index
      text.formIndex(after: &index)
      if text[start] == "'" { isQuoted.toggle() }
      guard text[start] == ":", !isQuoted else { continue }
      let name = text[index...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      index = name.endIndex
      body(String(name), start..<index)
    }
  }
}
