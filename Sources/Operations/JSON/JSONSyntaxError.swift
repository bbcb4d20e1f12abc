/// Why a text is no JSON. It repeats nothing of the text but names of members: the rest may be secret.
package struct JSONSyntaxError: Error, Sendable, Equatable {
  /// In bytes, from 1.
  package var column: Int
  package var reason: String

  package init(column: Int, reason: String) {
    self.column = column
    self.reason = reason
  }
}
