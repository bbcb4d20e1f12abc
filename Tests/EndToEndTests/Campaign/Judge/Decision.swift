/// What one process decided about one job under one token, with what is known of its acceptance.
struct Decision: Sendable {
  enum Fate: Sendable {
    case accepted
    case refused
    /// The process ended before it wrote down what came of it.
    case unknown
  }
  let job: Int
  /// The job's, or nil where a request's close names a member whose claim left no line.
  let token: Int?
  let outcome: String
  let code: String?
  let instance: String?
  /// Of a close or hold: the right by which it was made.
  let request: TraceRecord.Fence?
  /// On the boot clock, before it was written to the store.
  let begun: Int
  let fate: Fate
  /// Where the line stands.
  let place: String

  /// Whether it gives the job away or ends it; a wait that polls on stays with its token.
  var endsToken: Bool { outcome != "poll" }
  var isFinal: Bool { outcome == "succeed" || outcome == "fail" }
}

/// What somebody ordered about one job.
struct Order: Sendable {
  let verb: String
  let job: Int
  let keepsInstance: Bool
  /// `done`, `requested`, `refused`; nil where its process ended before it knew.
  let effect: String?
  let begun: Int
  /// Nil where the process ended first.
  let ended: Int?
}
