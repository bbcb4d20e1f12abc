/// A table whose rows go along when a queue moves from a file to a server.
///
/// The databases do the work: the file gives each row as one JSON object, the server takes a few thousand of them in one
/// statement, and both tell what a row holds in the same text, which is what is compared.
package final class MovingTable: Sendable {
  package let name: String
  package let columns: [Column]
  /// The columns of its primary key, which its rows are read by.
  package let key: [String]
  /// Whether the server numbers new rows itself.
  package let isNumbered: Bool

  package struct Column: Sendable, Equatable {
    package enum Kind: Sendable { case integer, text, json, blob }
    package let name: String
    package let kind: Kind
    /// A fencing token, which comes over raised.
    package let isToken: Bool
  }

  /// More than any store ever gives out: no decision made under a token of before is accepted after the move.
  package static let raise = 1_000_000

  let records: Pages
  let digests: Pages
  /// Takes rows as a JSON array in `:rows`. On a server alone.
  let take: SQL
  let count: SQL
  let isEmpty: SQL

  /// One page of rows in the order of their keys, first their keys: the first ones, or those after a key.
  struct Pages: Sendable {
    let first: SQL
    let next: SQL
  }

  /// - Parameters: names of columns by what is in them, separated by spaces; `key` names some of them again.
  init(
    _ name: String, key: String, integers: String = "", texts: String = "", json: String = "", blobs: String = "",
    tokens: String = "", isNumbered: Bool = false
  ) {
    func columns(_ names: String, _ kind: Column.Kind, isToken: Bool = false) -> [Column] {
      names.split(separator: " ").map { Column(name: String($0), kind: kind, isToken: isToken) }
    }
    let all =
      columns(integers, .integer) + columns(tokens, .integer, isToken: true) + columns(texts, .text)
      + columns(json, .json) + columns(blobs, .blob)
    let keys = key.split(separator: " ").map(String.init)
    self.name = name
    self.key = keys
    self.columns = all
    self.isNumbered = isNumbered
    records = Pages(of: name, key: keys, giving: .record(all))
    digests = Pages(of: name, key: keys, giving: .digest(all))
    take = .take(all, into: name)
    count = "SELECT count(*) FROM \(raw: name)"
    isEmpty = "SELECT NOT EXISTS (SELECT 1 FROM \(raw: name))"
  }
}
