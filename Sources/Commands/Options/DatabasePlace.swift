/// A database's place, as a flag or a variable names it.
enum DatabasePlace: Equatable {
  case file(path: String)
  /// May hold a password: it is never shown as it is.
  case server(url: String)

  /// - Throws: usage.
  init(_ text: String) throws {
    if ["postgres://", "postgresql://"].contains(where: text.hasPrefix) {
      self = .server(url: text)
    } else {
      guard !text.isEmpty, text.wholeMatch(of: /[a-zA-Z][a-zA-Z0-9+.-]*:.*|:memory:/) == nil else {
        throw CommandFailure.usage(
          "--database '\(PasswordFree.shown(text))' is not valid: the path of a file, or postgres://…")
      }
      self = .file(path: text)
    }
  }

  /// For people.
  var shown: String {
    switch self {
    case .file(let path): path
    case .server(let url): PasswordFree.shown(url)
    }
  }
}
