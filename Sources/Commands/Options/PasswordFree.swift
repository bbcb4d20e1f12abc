/// Takes passwords out of what people are shown.
enum PasswordFree {
  /// A URL without its password and its parameters, some of which are secrets, too. Of one that is written so that
  /// nobody can say where the password ends, nothing but the scheme is left.
  static func shown(_ text: String) -> String {
    guard let url = text.wholeMatch(of: /([a-zA-Z][a-zA-Z0-9+.-]*:)(.*)/) else { return text }
    let rest = url.2
    guard let parts = rest.wholeMatch(of: /\/\/(?:([^:@\/?#]*)(:[^@\/?#]*)?@)?([^@?#]*)([?#].*)?/),
      !(parts.4 ?? "").contains("@")
    else { return "\(url.1)//…" }
    let user = parts.1.map { "\($0)@" } ?? ""
    return "\(url.1)//\(user)\(parts.3)" + (parts.4 == nil ? "" : "?…")
  }

  /// Words that may quote a command line: whatever stands between a user and an `@` in a URL is cut out.
  static func words(_ text: String) -> String {
    text.replacing(/([a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^\s:@\/]*):[^\s]*@/) { "\($0.1):…@" }
  }
}
