import GRDB
import JobModel

/// An open transaction, and the clocks as they stood once it had the lock.
///
/// What the roles do is written as extensions of it, so that one transaction may hold several of them.
struct StoreTransaction {
  let db: Database
  let now: Timestamp
  let boot: BootTime
  let effects = TransactionEffects()

  /// A part of the transaction that is undone by itself where it fails.
  func undoingOnFailure<Answer>(_ body: () throws -> Answer) throws -> Answer {
    var answer: Answer?
    try db.inSavepoint {
      answer = try body()
      return .commit
    }
    // inSavepoint has thrown, or the body has run.
    return answer!
  }

  /// Runs a statement to its end; answers how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ arguments: StatementArguments) throws -> Int {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
    return db.changesCount
  }

  /// Runs an insert; answers the new row's id.
  func insert(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
    return db.lastInsertedRowID
  }

  /// Every row, so that a RETURNING has taken its whole effect.
  func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
    try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// The same one by one, each only valid within the body.
  func forEach(_ sql: String, _ arguments: StatementArguments, _ body: (Row) throws -> Void) throws {
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() { try body(row) }
  }

  func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
    try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }

  func ids(_ sql: String, _ arguments: StatementArguments) throws -> [Int64] {
    try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  func id(_ sql: String, _ arguments: StatementArguments) throws -> Int64? {
    try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }
}
