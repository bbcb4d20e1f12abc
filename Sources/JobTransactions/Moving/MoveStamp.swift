package import JobModel

/// What a file says of the queue that moved away from it.
package struct MoveStamp: Sendable, Equatable {
  /// What both ends know the move by.
  package var id: String
  /// The target, without its password.
  package var target: String
  package var at: Timestamp
  /// Since when the target may be whole, so that it has to be asked; nil before that.
  package var finishingAt: Timestamp?

  private static let beginning = "geuse moved"

  package init(id: String, target: String, at: Timestamp, finishingAt: Timestamp? = nil) {
    self.id = id
    self.target = target
    self.at = at
    self.finishingAt = finishingAt
  }

  /// What the file says to whoever writes to it from then on; it knows no stamp, only what SQLite says.
  var refusal: String { "\(Self.beginning) \(at.rawValue) \(target)" }

  /// Such an answer, as the error that a person is to see; nil for any other.
  package static func error(refusal: String, path: String) -> StoreError? {
    guard refusal.hasPrefix(beginning + " ") else { return nil }
    let parts = refusal.dropFirst(beginning.count + 1).split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let time = Int64(parts[0]) else { return nil }
    return .moved(path: path, to: String(parts[1]), at: Timestamp(rawValue: time))
  }
}
