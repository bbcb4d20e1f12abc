import JobModel

extension StoreTransaction {
  func remember(ladder: [[ClosingKey]], spec: Int64, region: String) async throws {
    var known: [[ClosingKey]] = []
    for row in try await rows(Statements.Ladders.known, [spec, region]) {
      let rung: Int = row[0]
      while known.count <= rung { known.append([]) }
      known[rung].append(ClosingKey(try ClosingKey.Scope(stored: row[1]), row[2]))
    }
    let wanted = ladder.map { $0.sorted() }
    guard known.map({ $0.sorted() }) != wanted else { return }
    try await run(Statements.Ladders.forget, [spec, region])
    for (rung, keys) in wanted.enumerated() {
      for key in keys {
        try await run(Statements.Ladders.remember, [spec, region, rung, key.scope.rawValue, key.name])
      }
    }
  }

  /// Jobs that wait for a rung which this stands in the way of run at the first reopening on their ladders.
  func moveWaiting(for key: ClosingKey, region: String) async throws {
    effects.noteWork()
    try await run(
      Statements.Ladders.moveWaiting,
      [
        "now": now.rawValue, "boot_id": boot.bootID, "boot_now": boot.milliseconds, "region": region,
        "spacing": RetryPolicy.probeSpacing.milliseconds,
        "scope": key.scope.rawValue, "name": key.name,
      ])
  }

  /// Jobs on whose ladders something will not open again look at once what is left.
  func wakeWaiting(for key: ClosingKey, region: String) async throws {
    effects.noteWork()
    try await run(
      Statements.Ladders.wakeWaiting,
      ["now": now.rawValue, "region": region, "scope": key.scope.rawValue, "name": key.name])
  }

  func moveParked(_ job: JobID) async throws {
    try await run(
      Statements.Ladders.moveParked,
      [
        "now": now.rawValue, "boot_id": boot.bootID, "boot_now": boot.milliseconds, "id": job,
        "spacing": RetryPolicy.probeSpacing.milliseconds,
      ])
  }
}
