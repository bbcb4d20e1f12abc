/// One thing wrong with what was asked for: which field, what it holds, what is allowed.
package struct SpecProblem: Error, Sendable, Equatable {
  /// In snake_case, as JSON names it; the command line's flag is the same with dashes.
  package var field: String
  package var value: String
  package var allowed: String

  package init(_ field: String, _ value: String, allowed: String) {
    self.field = field
    self.value = value
    self.allowed = allowed
  }
}
