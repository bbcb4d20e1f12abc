import GRDB
import JobTransactions

/// SQL on a file, past the store.
enum SQLiteShell {
  static func run(_ sql: String, on path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  static func value<Value: DatabaseValueConvertible & Sendable>(_ sql: String, on path: String) throws -> Value? {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { try Value.fetchOne($0, sql: sql) }
  }
}
