/// Who gave an order, as the record shows it.
package struct Operator: Sendable, Hashable {
  /// `login@host`.
  package var name: String

  package init(_ name: String) { self.name = name }
}
