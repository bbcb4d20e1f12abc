import JobModel

/// Every attempt of a job, with its last error in full.
enum AttemptTable {
  static func render(_ job: JobRecord) -> String {
    var table = TextTable(["TRY", "STARTED", "TOOK", "CALLS", "RUNG", "OUTCOME", "CODE", "MESSAGE"])
    for attempt in job.attempts {
      table.rows.append([
        "\(attempt.number)", "\(attempt.startedAt)",
        attempt.finishedAt.map { DurationText.rough($0 - attempt.startedAt) } ?? "-", "\(attempt.calls)",
        attempt.rung?.description ?? "-", attempt.outcome.rawValue, attempt.error?.code ?? "-",
        attempt.error?.message ?? "",
      ])
    }
    var lines = ["", "job \(job.id), attempts:", table.render()]
    if let hint = job.error?.hint { lines.append("next: \(hint)") }
    return lines.joined(separator: "\n")
  }
}
