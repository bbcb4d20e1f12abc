import GRDB
import JobModel

extension StoreTransaction {
  func pollingRegions() throws -> [PollingRegion] {
    try rows(Statements.Polls.regions, []).map { PollingRegion(region: $0[0], nextLook: $0.timestamp(1)) }
  }

  func duePolls(region: String, limit: Int) throws -> [PollingJob] {
    let reader = ClaimReader(self)
    var rungs: [String: Rung] = [:]
    return try rows(Statements.Polls.due, [region, now.rawValue, limit]).compactMap { row in
      // The schema lets no other kind poll.
      guard case .wait(let spec) = try reader.spec(row[2]) else { return nil }
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

  func putOff(_ polls: [Fence], until: Timestamp) throws -> Int {
    guard !polls.isEmpty else { return 0 }
    let fences = "[" + polls.map { "[\($0.id),\($0.token)]" }.joined(separator: ",") + "]"
    return try run(Statements.Polls.putOff, [until.rawValue, fences])
  }

  /// A thousand launches of one script have one rung between them.
  private func known(_ json: String, in rungs: inout [String: Rung]) throws -> Rung {
    if let rung = rungs[json] { return rung }
    let rung = try JSONText.decode(Rung.self, from: json)
    rungs[json] = rung
    return rung
  }
}
