/// What a move has done.
package enum MoveStep: Sendable, Equatable {
  /// The source takes nothing any more.
  case stamped
  /// Nobody else uses the target.
  case marked
  /// So many rows of so many are there.
  case copied(table: String, rows: Int, of: Int)
  /// New rows get numbers of their own.
  case numbered
  /// Both ends were read.
  case compared(table: String)
  /// The target is open to all.
  case finished
}
