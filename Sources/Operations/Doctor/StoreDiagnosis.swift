package import JobModel

/// What a store's condition means, check by check.
package struct StoreDiagnosis: Sendable {
  /// Beyond this the write-ahead log slows every reader.
  static let largestWAL: Int64 = 64 << 20
  static let leastFree: Int64 = 256 << 20
  /// Rescue takes seconds where a worker lives.
  static let longestOverdue: Duration = .seconds(60)
  /// A launch in doubt is settled within the ambiguity window and its two looks, and what a worker takes for them.
  static let settling: Duration = .seconds(25 * 60)

  let condition: StoreCondition
  let hasWorkers: Bool
  /// How long an unanswered launch may still take effect.
  let ambiguityWindow: Duration
  let now: Timestamp

  package init(_ condition: StoreCondition, hasWorkers: Bool, ambiguityWindow: Duration, now: Timestamp) {
    self.condition = condition
    self.hasWorkers = hasWorkers
    self.ambiguityWindow = ambiguityWindow
    self.now = now
  }

  package var findings: [Finding] {
    let place =
      condition.server.map { ServerDiagnosis($0).findings }
      ?? [integrity] + (condition.file.map { FileDiagnosis($0).findings } ?? [])
    return [schema] + place + [leases, requests]
  }

  private var schema: Finding {
    let drift = condition.schema.drift
    guard !drift.isEmpty else {
      let words = condition.schema.uncompared.map { ", not compared with geuse's own: \($0)" } ?? ""
      return Finding("schema", .ok, "version \(condition.schema.version)\(words)")
    }
    return Finding(
      "schema", .problem, "version \(condition.schema.version), but changed by hand: \(drift.joined(separator: "; "))",
      fix: "undo that, or put a backup back: geuse help safety")
  }

  private var integrity: Finding {
    guard let first = condition.damage.first else {
      return Finding("integrity", .ok, "every page and every reference is sound")
    }
    let more = condition.damage.count > 1 ? " and \(condition.damage.count - 1) more" : ""
    return Finding(
      "integrity", .problem, "the database is damaged: \(first)\(more)",
      fix: "stop the workers, keep the file, put a backup back: geuse help safety")
  }

  private var leases: Finding {
    let late = condition.expiredLeases.filter { lease in lease.overdue.map { $0 > Self.longestOverdue } ?? true }
    guard let first = late.first else { return Finding("leases", .ok, "no job is held by a worker that is gone") }
    let jobs = late.count == 1 ? "job \(first.job) is" : "\(late.count) jobs, such as \(first.job), are"
    return Finding(
      "leases", .problem, "\(jobs) held by a worker that gives no sign of life (\(first.holder))",
      fix: hasWorkers ? "see what the workers say: their logs" : "start a worker, which takes them over: geuse worker")
  }

  private var requests: Finding {
    let open = condition.openRequests
    guard let oldest = open.min(by: { $0.openedAt < $1.openedAt }) else {
      return Finding("open requests", .ok, "no launch is in doubt")
    }
    let age = now - oldest.openedAt
    let jobs = open.reduce(0) { $0 + $1.jobs.count }
    let message =
      "\(CountText.of(open.count, "open launch request")) for \(CountText.of(jobs, "job")); the oldest, of job \(oldest.jobs.first ?? 0) in \(oldest.region), since "
      + "\(DurationText.rough(age)) with \(oldest.unanswered) of \(oldest.sends) sends unanswered"
    guard age > ambiguityWindow + Self.settling else { return Finding("open requests", .note, message) }
    return Finding(
      "open requests", .problem, message,
      fix: hasWorkers
        ? "see why: geuse status \(oldest.jobs.first ?? 0)" : "start a worker, which settles them: geuse worker")
  }
}
