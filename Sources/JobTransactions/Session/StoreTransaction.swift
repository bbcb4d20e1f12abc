package import JobModel

/// An open transaction, and the clocks as they stood once it had its locks.
///
/// What the roles do is written as extensions of it, so that one transaction may hold several of them, and that every
/// database does the same.
package struct StoreTransaction {
  package let session: any SQLSession
  package let now: Timestamp
  package let boot: BootTime
  package let effects = TransactionEffects()

  package init(session: any SQLSession, now: Timestamp, boot: BootTime) {
    self.session = session
    self.now = now
    self.boot = boot
  }

  /// A part of the transaction that is undone by itself where it fails.
  func undoingOnFailure<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    try await run(Statements.beginPart, [])
    do {
      let answer = try await body()
      try await run(Statements.endPart, [])
      return answer
    } catch {
      try await run(Statements.undoPart, [])
      try await run(Statements.endPart, [])
      throw error
    }
  }

  /// Runs a statement to its end; answers how many rows it changed.
  @discardableResult
  package func run(_ statement: SQL, _ arguments: Arguments) async throws -> Int {
    try await session.run(statement, arguments.values(for: statement))
  }

  /// Runs a statement of which nobody needs to know what came of it: it may fail as late as at the commit.
  package func runUnanswered(_ statement: SQL, _ arguments: Arguments) async throws {
    try await session.runUnanswered(statement, arguments.values(for: statement))
  }

  /// Runs an insert of one row; answers its id.
  func insert(_ statement: SQL, _ arguments: Arguments) async throws -> Int64 {
    guard let id = try await insertIfAny(statement, arguments) else {
      preconditionFailure("nothing was inserted: \(statement)")
    }
    return id
  }

  /// The same where there may be nothing to insert.
  func insertIfAny(_ statement: SQL, _ arguments: Arguments) async throws -> Int64? {
    try await session.insert(statement, arguments.values(for: statement))
  }

  /// Every row, so that a RETURNING has taken its whole effect.
  package func rows(_ statement: SQL, _ arguments: Arguments) async throws -> [Row] {
    var rows: [Row] = []
    try await forEach(statement, arguments) { rows.append($0) }
    return rows
  }

  /// The same one by one.
  package func forEach(_ statement: SQL, _ arguments: Arguments, _ body: (Row) throws -> Void) async throws {
    try await session.forEach(statement, arguments.values(for: statement), body)
  }

  /// The rows of queries none of which needs another's answer.
  package func rows(ofEach queries: [(SQL, Arguments)]) async throws -> [[Row]] {
    try await session.rows(ofEach: queries.map { ($0, $1.values(for: $0)) })
  }

  /// The first row.
  package func row(_ statement: SQL, _ arguments: Arguments) async throws -> Row? {
    try await rows(statement, arguments).first
  }

  /// The first column of every row.
  func column<Column: Storable>(_ statement: SQL, _ arguments: Arguments) async throws -> [Column] {
    var column: [Column] = []
    try await forEach(statement, arguments) { column.append($0[0]) }
    return column
  }

  func ids(_ statement: SQL, _ arguments: Arguments) async throws -> [Int64] {
    try await column(statement, arguments)
  }

  /// The first column of the first row; nil where there is none, or where it is empty.
  package func id(_ statement: SQL, _ arguments: Arguments) async throws -> Int64? {
    try await row(statement, arguments)?[0]
  }
}
