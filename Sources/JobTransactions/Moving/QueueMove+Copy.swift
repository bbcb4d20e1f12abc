import JobModel

extension QueueMove {
  /// Brings over what has not come yet, part by part.
  func copy(_ table: MovingTable, rows: Int, _ stamp: MoveStamp, to target: any TransactionalStore) async throws {
    var (done, key) = try await target.read { try await $0.progress(of: table) }
    while done < rows {
      let (before, after) = (done, key)
      let page = try await source.read { try await $0.records(of: table, after: after, limit: rowsAPart) }
      guard !page.rows.isEmpty else { break }
      try await target.write(.large) { try await $0.take(page, into: table, after: before, of: stamp) }
      done += page.rows.count
      key = page.lastKey
      try await observe(.copied(table: table.name, rows: done, of: rows))
    }
    if rows == 0 || table === MovingTable.store { try await observe(.copied(table: table.name, rows: rows, of: rows)) }
  }

  /// New rows get numbers that no row ever had.
  func number(_ target: any TransactionalStore) async throws {
    for table in MovingTable.all where table.isNumbered {
      let largest = try await source.read { transaction in
        Int(try await transaction.id(Statements.Leaving.largestNumber, [table.name]) ?? 0)
      }
      try await target.write(.large) { try await $0.number(table, beyond: largest) }
    }
    for table in MovingTable.all { try await target.write(.large) { try await $0.analyze(table) } }
  }
}
