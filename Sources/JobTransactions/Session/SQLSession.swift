/// A connection with an open transaction, on which one statement runs at a time.
///
/// Functions are async for databases that are asked over a network; one in this process answers without suspending.
package protocol SQLSession {
  /// Runs a statement to its end; answers how many rows it changed.
  func run(_ statement: SQL, _ values: [Value]) async throws -> Int

  /// Runs a statement of which nobody needs to know what came of it. Where databases are far away it goes with the next one
  /// that is answered, or with the commit, and so does its failure.
  func runUnanswered(_ statement: SQL, _ values: [Value]) async throws

  /// Runs queries one after the other, none of which needs another's answer; answers the rows of each.
  func rows(ofEach queries: [(SQL, [Value])]) async throws -> [[Row]]

  /// Runs an INSERT of at most one row; answers the new row's `id`, or nil where none was inserted.
  func insert(_ statement: SQL, _ values: [Value]) async throws -> Int64?

  /// Gives the rows one by one; where a statement changes something as well, it has done so when this returns.
  func forEach(_ statement: SQL, _ values: [Value], _ body: (Row) throws -> Void) async throws
}

extension SQLSession {
  package func runUnanswered(_ statement: SQL, _ values: [Value]) async throws { _ = try await run(statement, values) }

  package func rows(ofEach queries: [(SQL, [Value])]) async throws -> [[Row]] {
    try await queries.asyncMap { statement, values in
      var rows: [Row] = []
      try await forEach(statement, values) { rows.append($0) }
      return rows
    }
  }
}
