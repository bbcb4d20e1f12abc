import GRDB
import JobTransactions
import Testing

@testable import SQLiteStore

/// No column of the file's schema is forgotten when a queue moves.
@Suite struct MovingColumnsTests {
  /// What the file says for itself.
  private static let own = [
    "store": ["moved_to": "text", "moved_at": "integer", "move_id": "text", "move_finishing_at": "integer"]
  ]

  @Test func everyTableMovesOrIsKnownToStay() throws {
    let directory = try TemporaryDirectory()
    try directory.store().close()
    let queue = try DatabaseQueue(path: directory.file())
    try queue.read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      #expect(Set(tables) == Set(MovingTable.all.map(\.name) + MovingTable.leftBehind))
      for table in MovingTable.all {
        let columns = try Row.fetchAll(
          db, sql: "SELECT name, lower(type) AS type, pk FROM pragma_table_info(?)", arguments: [table.name])
        // JSON is text here.
        var known = table.columns.map { "\($0.name) \($0.kind == .json ? "text" : "\($0.kind)")" }
        known += (Self.own[table.name] ?? [:]).map { "\($0.key) \($0.value)" }
        #expect(Set(columns.map { "\($0["name"] as String) \($0["type"] as String)" }) == Set(known), "\(table.name)")
        let key = columns.filter { ($0["pk"] as Int) > 0 }.sorted { ($0["pk"] as Int) < ($1["pk"] as Int) }
        #expect(key.map { $0["name"] as String } == table.key, "\(table.name)")
      }
    }
  }
}
