package import JobModel

/// What a store says of the queue that was moved into it.
package struct MoveMark: Sendable, Equatable {
  /// The queue's id.
  package var queue: String
  package var id: String
  /// Since when all of it is there; nil until then.
  package var wholeAt: Timestamp?
}
