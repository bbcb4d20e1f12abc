/// Why a queue does not move.
package enum MoveRefusal: Error, Sendable, Equatable {
  /// Workers live on one of the two: which, and for how long the last of them counts as living without a sign of life.
  case workersLive([String], on: String, for: Duration)
  /// The target has something already, in these tables.
  case occupied(target: String, by: [String])
  /// The target is being filled with, or was filled with, another queue, or by another move of this one.
  case otherMove(target: String)
  /// The target's clock is ahead of this machine's by so much, or behind.
  case clocksDiffer(target: String, by: Duration)
  /// The source is on its way to another target.
  case otherTarget(source: String, movedTo: String)
  /// Somebody else moves the same queue right now, or took it back.
  case overtaken(target: String)
  /// These tables came over otherwise than they were.
  case differs(target: String, tables: [String])
  /// It cannot be taken back: the target is whole and may be in use.
  case whole(target: String, since: Timestamp)
  /// It may be whole since then, and what is called like its target knows nothing of it.
  case lostSight(target: String, since: Timestamp)
  /// There is nothing to take back.
  case notMoved(source: String)
}
