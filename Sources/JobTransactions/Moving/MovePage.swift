/// Some rows of a table that moves, in the order of their keys.
package struct MovePage: Sendable {
  /// One text a row.
  var rows: [String] = []
  /// Of the last one.
  var lastKey: MoveKey?
  /// Whether none come after.
  var isLast = true

  /// A job's user data may be large.
  private static let mostBytes = 8 << 20

  private var bytes = 0

  /// - Returns: whether there was room for it.
  fileprivate mutating func add(_ text: String, _ key: MoveKey) -> Bool {
    guard rows.isEmpty || bytes + text.utf8.count <= Self.mostBytes else { return false }
    bytes += text.utf8.count
    rows.append(text)
    lastKey = key
    return true
  }

  /// What the server takes.
  var asJSON: String { "[" + rows.joined(separator: ",") + "]" }
}

extension StoreTransaction {
  /// Rows as the JSON objects that a server takes.
  func records(of table: MovingTable, after key: MoveKey?, limit: Int) async throws -> MovePage {
    try await page(of: table, table.records, after: key, limit: limit)
  }

  /// Rows as the texts that are compared.
  func digests(of table: MovingTable, after key: MoveKey?, limit: Int) async throws -> MovePage {
    try await page(of: table, table.digests, after: key, limit: limit)
  }

  private func page(
    of table: MovingTable, _ pages: MovingTable.Pages, after key: MoveKey?, limit: Int
  ) async throws -> MovePage {
    var page = MovePage()
    var isFull = false
    let values = (key?.values ?? []) + [.integer(Int64(limit))]
    try await session.forEach(key == nil ? pages.first : pages.next, values) { row in
      isFull = isFull || !page.add(row[table.key.count], MoveKey(row, count: table.key.count))
    }
    page.isLast = !isFull && page.rows.count < limit
    return page
  }
}
