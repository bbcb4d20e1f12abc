import GRDB
import JobModel

extension StoreTransaction {
  func pollingRegions() throws -> [String] {
    try rows(Statements.Finish.pollingRegions, []).map { $0[0] }
  }

  func duePolls(region: String, limit: Int) throws -> [PollingJob] {
    let reader = ClaimReader(self)
    return try rows(Statements.Finish.duePolls, [region, now.rawValue, limit]).compactMap { row in
      // The schema lets no other kind poll.
      guard case .wait(let spec) = try reader.spec(row[2]) else { return nil }
      let rung: String? = row[8]
      return PollingJob(
        id: row[0], token: row[1], spec: spec, instanceID: row[3], region: row[4], startedAt: row.timestamp(5),
        runningSince: row.timestampIfAny(6), launchID: row[7],
        rung: try rung.map { try JSONText.decode(Rung.self, from: $0) }, spotRequestID: row[9])
    }
  }
}
