extension String {
  /// `this; that`: a period before the semicolon goes.
  package func adding(_ more: String) -> String {
    (hasSuffix(".") ? String(dropLast()) : self) + "; " + more
  }
}
