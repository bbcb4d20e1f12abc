/// A connection with an open transaction, on which one statement runs at a time.
///
/// Functions are async for databases that are asked over a network; one in this process answers without suspending.
package protocol SQLSession {
  /// Runs a statement to its end; answers how many rows it changed.
  func run(_ statement: SQL, _ values: [Value]) async throws -> Int

  /// Runs an INSERT of at most one row; answers the new row's `id`, or nil where none was inserted.
  func insert(_ statement: SQL, _ values: [Value]) async throws -> Int64?

  /// Gives the rows one by one; where a statement changes something as well, it has done so when this returns.
  func forEach(_ statement: SQL, _ values: [Value], _ body: (Row) throws -> Void) async throws
}
