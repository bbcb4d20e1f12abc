import JobModel

extension JobRecord {
  /// - Parameter row: what `Statements.Catalog.jobs` selects.
  init(_ row: Row, spec: JobSpec) throws {
    let result: String? = row[18]
    self.init(
      id: row[0], state: try JobState(stored: row[2]), queue: row[3], priority: row[4], failures: row[5],
      maxFailures: row[6], rescues: row[7], runAt: row.timestamp(8), deadline: row.timestampIfAny(9),
      createdAt: row.timestamp(10), startedAt: row.timestampIfAny(11), finishedAt: row.timestampIfAny(12),
      uniqueKey: row[13], after: row[14], deployment: row[15], region: row[16], spec: spec,
      result: try result.map { try JobResult(kind: spec.kind, json: $0) }, error: JobError(row, from: 21),
      cancelRequested: row[19], hasOpenRequest: row[20], attempts: [])
    hasPendingChanges = row[26]
    instanceGoneAt = row.timestampIfAny(27)
    watchedInstanceID = row[28]
  }
}

extension Attempt {
  /// - Parameter row: what `Statements.Catalog.attempts` selects.
  init(_ row: Row) throws {
    let rung: String? = row[5]
    self.init(
      number: row[1], startedAt: row.timestamp(2), finishedAt: row.timestampIfAny(3), worker: row[4],
      rung: try rung.map { try JSONText.decode(Rung.self, from: $0) }, calls: row[6],
      outcome: try Outcome(stored: row[7]), error: JobError(row, from: 8))
  }
}

extension WorkerRecord {
  /// - Parameter row: what `Statements.Catalog.workers` selects.
  init(_ row: Row) throws {
    let reason: String? = row[11]
    self.init(
      id: row[0], host: row[1], processID: row[2], queues: try JSONText.decode([String].self, from: row[3]),
      concurrency: row[4], isFollower: row[5], startedAt: row.timestamp(6), lastSeenAt: row.timestamp(7),
      holding: row[8], isAlive: row[9],
      rest: reason.map { WorkerRest(since: row.timestamp(10), reason: $0) })
  }
}
