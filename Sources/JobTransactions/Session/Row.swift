/// One row of what a statement gives; columns are known by their place.
package struct Row {
  private let values: [Value]

  package init(_ values: [Value]) { self.values = values }

  package subscript<Column: Storable>(_ index: Int) -> Column {
    guard let column = Column(stored: values[index]) else {
      preconditionFailure("column \(index) is no \(Column.self): \(values[index])")
    }
    return column
  }

  /// Nil where it is empty.
  package subscript<Column: Storable>(_ index: Int) -> Column? {
    if case .null = values[index] { return nil }
    return self[index] as Column
  }
}
