import JobModel

/// Every attempt of a job, with its last error in full.
enum AttemptTable {
  static func render(_ attempts: [Attempt], now: Timestamp, on screen: Screen = .plain) -> String {
    var table = TextTable(["TRY", "STARTED", "TOOK", "CALLS", "RUNG", "OUTCOME", "CODE", "MESSAGE"])
    for attempt in attempts {
      table.rows.append([
        "\(attempt.number)", "\(attempt.startedAt)", took(attempt, now: now), "\(attempt.calls)",
        attempt.rung?.description ?? "-", attempt.outcome.rawValue, attempt.error?.code ?? "-",
        attempt.error?.message ?? "",
      ])
    }
    table.styles["OUTCOME"] = StateStyle.outcome
    table.lesser = ["CALLS", "STARTED", "TOOK", "RUNG"]
    return table.render(on: screen)
  }

  private static func took(_ attempt: Attempt, now: Timestamp) -> String {
    guard let finished = attempt.finishedAt else { return "\(DurationText.rough(now - attempt.startedAt)) so far" }
    return DurationText.rough(finished - attempt.startedAt)
  }

  /// The same behind a table of several jobs.
  static func render(of job: JobRecord, now: Timestamp, on screen: Screen = .plain) -> String {
    var lines = ["", "job \(job.id), attempts:", render(job.attempts, now: now, on: screen)]
    if let hint = job.error?.hint { lines.append("next: \(hint)") }
    return lines.joined(separator: "\n")
  }
}
