import Crypto
import Foundation
import JobModel

extension QueueMove {
  /// Reads both ends, table by table, each in the order of its keys.
  func compare(with target: any TransactionalStore) async throws -> [MoveReport.Comparison] {
    var comparisons: [MoveReport.Comparison] = []
    for table in MovingTable.all {
      async let there = Self.read(table, in: target)
      let here = try await Self.read(table, in: source)
      comparisons.append(MoveReport.Comparison(source: here, target: try await there))
      try await observe(.compared(table: table.name))
    }
    return comparisons
  }

  private static let rowsAPage = 5_000

  @concurrent
  private static func read(_ table: MovingTable, in store: any TransactionalStore) async throws -> MovedTable {
    var digest = SHA256()
    var rows = 0
    var key: MoveKey?
    while true {
      let after = key
      let page = try await store.read { try await $0.digests(of: table, after: after, limit: rowsAPage) }
      for row in page.rows { digest.update(data: Data((row + "\n").utf8)) }
      rows += page.rows.count
      key = page.lastKey
      guard !page.isLast else { break }
    }
    let digits = digest.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return MovedTable(name: table.name, rows: rows, digest: digits)
  }
}
