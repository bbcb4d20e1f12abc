import JobModel

extension StoreTransaction {
  func pollingRegions() async throws -> [PollingRegion] {
    try await rows(Statements.Polls.regions, []).map { PollingRegion(region: $0[0], nextLook: $0.timestamp(1)) }
  }

  func duePolls(region: String, limit: Int) async throws -> [PollingJob] {
    let reader = ClaimReader(self)
    var rungs: [String: Rung] = [:]
    return try await rows(Statements.Polls.due, [region, now.rawValue, limit]).asyncCompactMap { row in
      // The schema lets no other kind poll.
      guard case .wait(let spec) = try await reader.spec(row[2]) else { return nil }
      let rung: String? = row[8]
      var job = PollingJob(
        id: row[0], token: row[1], spec: spec, instanceID: row[3], region: row[4], startedAt: row.timestamp(5),
        runningSince: row.timestampIfAny(6), launchID: row[7],
        rung: try rung.map { try known($0, in: &rungs) }, spotRequestID: row[9])
      job.recordedAt = row.timestampIfAny(10)
      job.calls = row[11] ?? 0
      return job
    }
  }

  func putOff(_ polls: [Fence], until: Timestamp) async throws -> Int {
    guard !polls.isEmpty else { return 0 }
    return try await run(
      Statements.Polls.putOff, [until.rawValue, Value.list(polls.map(\.id)), Value.list(polls.map(\.token))])
  }

  /// A thousand launches of one script have one rung between them.
  private func known(_ json: String, in rungs: inout [String: Rung]) throws -> Rung {
    if let rung = rungs[json] { return rung }
    let rung = try JSONText.decode(Rung.self, from: json)
    rungs[json] = rung
    return rung
  }
}
