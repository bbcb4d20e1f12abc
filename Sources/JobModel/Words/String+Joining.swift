extension String {
  /// `this; that`: a period before the semicolon goes.
  package func adding(_ more: String) -> String {
    (hasSuffix(".") ? String(dropLast()) : self) + "; " + more
  }

  /// As one word of a command line.
  package var quotedForShell: String {
    wholeMatch(of: /[A-Za-z0-9._\/:@%+=-]+/) != nil ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
