/// Rows in the order they came, found by id; rows are changed but never removed.
struct Table<Row: Identifiable & Sendable>: Sendable where Row.ID == String {
  private(set) var rows: [Row] = []
  private var positions: [String: Int] = [:]

  mutating func append(_ row: Row) {
    positions[row.id] = rows.count
    rows.append(row)
  }

  func position(of id: String) -> Int? { positions[id] }

  subscript(id: String) -> Row? {
    positions[id].map { rows[$0] }
  }

  /// Changes a row in place; an unknown id changes nothing.
  mutating func update(_ id: String, _ change: (inout Row) -> Void) {
    guard let position = positions[id] else { return }
    change(&rows[position])
  }

  /// The rows' positions, throwing `error` with the ids that there are none of.
  func positions(of ids: [String], orThrow error: ([String]) -> APIError) throws(APIError) -> [Int] {
    let missing = ids.filter { positions[$0] == nil }
    guard missing.isEmpty else { throw error(missing) }
    return Set(ids.compactMap { positions[$0] }).sorted()
  }
}
