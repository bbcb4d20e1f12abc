/// What a move came to, or would come to.
package struct MoveReport: Sendable, Equatable {
  /// A table in both stores; equal, or the move is not whole.
  package struct Comparison: Sendable, Equatable {
    package var source: MovedTable
    /// Nil where nothing was copied.
    package var target: MovedTable?

    package init(source: MovedTable, target: MovedTable? = nil) {
      self.source = source
      self.target = target
    }

    package var isEqual: Bool { source == target }
  }

  /// The file.
  package var source: String
  /// The other store, without its password.
  package var target: String
  /// Empty where the queue had moved there before.
  package var tables: [Comparison]
  /// When it was whole; nil where it is not.
  package var movedAt: Timestamp?

  package init(source: String, target: String, tables: [Comparison], movedAt: Timestamp? = nil) {
    self.source = source
    self.target = target
    self.tables = tables
    self.movedAt = movedAt
  }

  /// The names of tables that came over otherwise than they were.
  package var differing: [String] { tables.filter { $0.target != nil && !$0.isEqual }.map(\.source.name) }
}
