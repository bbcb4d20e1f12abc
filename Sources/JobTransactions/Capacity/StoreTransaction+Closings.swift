import JobModel

extension StoreTransaction {
  func closings(region: String?) async throws -> [Closing] {
    try await rows(Statements.Capacity.closings, ["region": region]).map { row in
      let expires: Int64? = row[13]
      let isProbed = expires.map { row[12] == boot.bootID && $0 > boot.milliseconds } ?? false
      return Closing(
        region: row[0], key: ClosingKey(try ClosingKey.Scope(stored: row[1]), row[2]), refusals: row[3],
        firstClosedAt: row.timestamp(4), closedAt: row.timestamp(5), reopensAt: row.timestamp(6), code: row[7],
        errorClass: ErrorClass(rawValue: row[14]) ?? .unknown,
        message: row[8], requestID: row[9], suggestedZones: try JSONText.decode([String].self, from: row[10]),
        batchLimit: row[15], prober: isProbed ? row[11] : nil,
        probedUntil: isProbed ? expires.map { now + .milliseconds($0 - boot.milliseconds) } : nil)
    }
  }

  /// Where it rests already, a refusal was under way when the first one came: it counts for nothing.
  func close(_ refusal: Refusal) async throws {
    let key = refusal.key
    try await run(Statements.Capacity.forget, [refusal.region, (now - .seconds(86_400)).rawValue])
    let known = try await row(Statements.Capacity.closing, [refusal.region, key.scope.rawValue, key.name])
    if let known, known.timestamp(1) > now { return }
    let follows = known.map { now - $0.timestamp(1) <= RetryPolicy.capacityMemory } ?? false
    var refusals = follows ? (known?[0] ?? 0) + 1 : 1
    var rest = refusal.rest ?? RetryPolicy.capacityDelay(refusals: refusals)
    if let limit = refusal.batchLimit {
      // A larger number that was under way when a smaller one was refused, or one of them alone, is no news.
      let least: Int? = known?[2]
      guard follows ? least.map({ limit < $0 }) ?? false : true else { return }
      (refusals, rest) = (0, .zero)
    }
    try await run(
      Statements.Capacity.close,
      [
        "region": refusal.region, "scope": key.scope.rawValue, "name": key.name, "refusals": refusals,
        "now": now.rawValue, "reopens_at": (now + rest).rawValue, "code": refusal.code,
        "class": refusal.errorClass.rawValue, "message": refusal.message,
        "request_id": refusal.requestID, "zones": try JSONText.encode(refusal.suggestedZones),
        "batch_limit": refusal.batchLimit,
      ])
    if Closing.isForGood(refusal.errorClass, refusals: refusals) {
      try await wakeWaiting(for: key, region: refusal.region)
    } else {
      try await moveWaiting(for: key, region: refusal.region)
    }
  }

  func open(_ key: ClosingKey, region: String) async throws -> Bool {
    guard try await run(Statements.Capacity.open, [region, key.scope.rawValue, key.name]) == 1 else { return false }
    try await moveWaiting(for: key, region: region)
    return true
  }

  /// What a person wants tried now is tried now: its ladder's closings take their probe at once.
  func lapseClosings(onLadderOf job: JobID) async throws {
    try await run(Statements.Capacity.lapse, ["now": now.rawValue, "id": job])
  }

  /// What waited for the end of that try waits no longer.
  func endProbe(region: String, holder: String) async throws {
    let keys = try await rows(Statements.Capacity.probed, [region, holder]).map {
      ClosingKey(try ClosingKey.Scope(stored: $0[0]), $0[1])
    }
    try await run(Statements.Capacity.endProbe, [region, holder])
    for key in keys { try await moveWaiting(for: key, region: region) }
  }

  /// All of these keys or none.
  func takeProbe(region: String, keys: [ClosingKey], holder: String, lease: Duration) async throws -> Bool {
    if let last = try await id(Statements.Capacity.lastProbe, [region]),
      last > (now - RetryPolicy.probeSpacing).rawValue
    {
      return false
    }
    let expires = boot + lease
    for key in keys {
      let changed = try await run(
        Statements.Capacity.takeProbe,
        [
          "holder": holder, "now": now.rawValue, "boot_id": boot.bootID, "expires": expires.milliseconds,
          "region": region, "scope": key.scope.rawValue, "name": key.name, "boot_now": boot.milliseconds,
        ])
      // One that is gone meanwhile is open, which is as good.
      if changed == 0, try await id(Statements.Capacity.exists, [region, key.scope.rawValue, key.name]) != nil {
        return false
      }
    }
    for key in keys { try await moveWaiting(for: key, region: region) }
    return true
  }
}
