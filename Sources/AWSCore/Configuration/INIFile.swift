/// The dialect of AWS's config and credentials files.
///
/// Sections in brackets, `key = value` lines, comments that begin a line with `#` or `;`. Indented lines below a key
/// without a value are that key's own settings, kept as `key.name`. Keys are case-insensitive, as in the AWS CLI.
/// Source: AWS, "Format of the shared config and credentials files".
struct INIFile: Sendable, Equatable {
  /// A line that is none of the above.
  struct SyntaxError: Error, Equatable {
    let line: Int
  }

  private(set) var sections: [String: [String: String]] = [:]

  init(_ text: String) throws(SyntaxError) {
    var section: String?
    var parent: String?
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = raw.trimmed
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
      if line.hasPrefix("[") {
        guard let end = line.firstIndex(of: "]") else { throw SyntaxError(line: index + 1) }
        let name = line[line.index(after: line.startIndex)..<end]
        // `[ profile   x ]` is `[profile x]`.
        section = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        sections[section ?? "", default: [:]].merge([:]) { old, _ in old }
        parent = nil
        continue
      }
      guard let section, let equals = line.firstIndex(of: "=") else {
        // A continued value; none of the settings we read has more than one line.
        if section != nil, raw.first?.isWhitespace == true { continue }
        throw SyntaxError(line: index + 1)
      }
      let key = line[..<equals].trimmed.lowercased()
      let value = line[line.index(after: equals)...].trimmed
      if let parent, raw.first?.isWhitespace == true {
        sections[section]?["\(parent).\(key)"] = value
      } else {
        sections[section]?[key] = value
        parent = value.isEmpty ? key : nil
      }
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
