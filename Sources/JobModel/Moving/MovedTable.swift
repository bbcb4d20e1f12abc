/// One table of a queue that moves: how many rows it has, and the SHA-256 of all their values in the order of their keys.
package struct MovedTable: Sendable, Equatable {
  package var name: String
  package var rows: Int
  /// In hexadecimal digits; nil where it was only counted.
  package var digest: String?

  package init(name: String, rows: Int, digest: String? = nil) {
    self.name = name
    self.rows = rows
    self.digest = digest
  }
}
