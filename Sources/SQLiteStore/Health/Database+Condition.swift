import GRDB
import JobModel

/// What SQLite says of the file itself.
extension Database {
  func schemaCondition() throws -> StoreCondition.Schema {
    StoreCondition.Schema(
      version: try Int.fetchOne(self, sql: "PRAGMA user_version") ?? 0, drift: try SchemaDrift.words(self))
  }

  func damage() throws -> [String] {
    let found = try String.fetchAll(self, sql: "PRAGMA integrity_check")
    let dangling = try Row.fetchAll(self, sql: "PRAGMA foreign_key_check").map { row in
      let (table, parent): (String, String) = (row[0], row[2])
      let rowID: Int64? = row[1]
      return "row \(rowID.map(String.init) ?? "?") of \(table) refers to a row of \(parent) that is not there"
    }
    return found.filter { $0 != "ok" } + dangling
  }
}
