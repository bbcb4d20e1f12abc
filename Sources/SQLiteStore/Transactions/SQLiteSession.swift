import Foundation
import GRDB
import JobTransactions

/// A connection to the file on which a transaction is open; its statements are compiled once.
struct SQLiteSession: SQLSession {
  let db: Database

  init(_ db: Database) { self.db = db }

  func run(_ statement: JobTransactions.SQL, _ values: [Value]) async throws -> Int {
    try db.cachedStatement(sql: statement.sqlite).execute(arguments: arguments(values))
    return db.changesCount
  }

  func insert(_ statement: JobTransactions.SQL, _ values: [Value]) async throws -> Int64? {
    try await run(statement, values) == 1 ? db.lastInsertedRowID : nil
  }

  func forEach(
    _ statement: JobTransactions.SQL, _ values: [Value], _ body: (JobTransactions.Row) throws -> Void
  ) async throws {
    let rows = try GRDB.Row.fetchCursor(db.cachedStatement(sql: statement.sqlite), arguments: arguments(values))
    while let row = try rows.next() { try body(JobTransactions.Row(row.databaseValues.map(Value.init))) }
  }

  private func arguments(_ values: [Value]) throws -> StatementArguments {
    StatementArguments(try values.map { try $0.databaseValue() })
  }
}

extension Value {
  fileprivate init(_ value: DatabaseValue) {
    self =
      switch value.storage {
      case .null: .null
      case .int64(let integer): .integer(integer)
      case .double(let real): .real(real)
      case .string(let text): .text(text)
      case .blob(let data): .blob([UInt8](data))
      }
  }

  /// Lists are JSON.
  fileprivate func databaseValue() throws -> DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let integer): integer.databaseValue
    case .real(let real): real.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    case .ids(let ids): ("[" + ids.map(String.init).joined(separator: ",") + "]").databaseValue
    case .words(let words): try JSONText.encode(words).databaseValue
    }
  }
}
