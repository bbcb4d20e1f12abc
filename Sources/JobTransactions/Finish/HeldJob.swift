import JobModel

/// A running or polling job about which someone decides, as it stands when the decision arrives.
struct HeldJob {
  var id: JobID
  var token: Int64
  var state: JobState
  var kind: JobKind
  var cancelRequested: Bool
  var openRequest: Int64?
  /// The number of the attempt that is under way.
  var attempt: Int
  var region: String

  /// - Parameter row: what `Statements.Finish.held` selects.
  init(_ row: Row) throws {
    id = row[0]
    token = row[1]
    state = try JobState(stored: row[2])
    kind = try JobKind(stored: row[3])
    cancelRequested = row[4]
    openRequest = row[5]
    attempt = row[6]
    region = row[7]
  }
}
