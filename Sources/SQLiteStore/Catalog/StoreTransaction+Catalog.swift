import GRDB
import JobModel

extension StoreTransaction {
  func jobs(_ selection: Selection, limit: Int?, attempts: Bool) throws -> [JobRecord] {
    let query = try JobQuery(selection, now: now)
    let reader = ClaimReader(self)
    var jobs = try rows(query.sql(limit: limit), query.arguments).map { try JobRecord($0, spec: reader.spec($0[17])) }
    guard attempts else { return jobs }
    let known = try self.attempts(of: jobs.map(\.id))
    for index in jobs.indices { jobs[index].attempts = known[jobs[index].id] ?? [] }
    return jobs
  }

  func counts() throws -> [JobCount] {
    var counts: [JobCount] = []
    for row in try rows(Statements.Catalog.counts, [now.rawValue]) {
      let state = try JobState(stored: row[1])
      let runAt = row[3] ? now + .milliseconds(1) : now
      let count = JobCount(
        kind: try JobKind(stored: row[0]), state: ShownState(state, runAt: runAt, hasError: row[2], now: now),
        count: row[4], oldest: row.timestamp(5))
      if let index = counts.firstIndex(where: { $0.kind == count.kind && $0.state == count.state }) {
        counts[index].count += count.count
        counts[index].oldest = min(counts[index].oldest, count.oldest)
      } else {
        counts.append(count)
      }
    }
    return counts.sorted { ($0.kind.order, $0.state.order) < ($1.kind.order, $1.state.order) }
  }

  func related(to ids: [JobID]) throws -> [JobID] {
    try self.ids(Statements.Catalog.related, ["ids": JSONText.list(ids)])
  }

  func regions() throws -> [String] { try rows(Statements.Catalog.regions, []).map { $0[0] } }

  func workers() throws -> [WorkerRecord] {
    var work: [String: [JobKind: Int]] = [:]
    for row in try rows(Statements.Catalog.work, []) {
      work[row[0], default: [:]][try JobKind(stored: row[1])] = row[2]
    }
    var charges: [String: [Charge]] = [:]
    for row in try rows(Statements.Catalog.charges, [boot.bootID, boot.milliseconds]) {
      if let charge = Charge(leaseName: row[1]) { charges[row[0], default: []].append(charge) }
    }
    return try rows(Statements.Catalog.workers, [boot.bootID, boot.milliseconds]).map { row in
      var worker = try WorkerRecord(row)
      worker.work = work[worker.id] ?? [:]
      worker.charges = charges[worker.id] ?? []
      return worker
    }
  }

  private func attempts(of jobs: [JobID]) throws -> [JobID: [Attempt]] {
    let rows = try rows(Statements.Catalog.attempts, [JSONText.list(jobs)])
    return try Dictionary(grouping: rows) { $0[0] as JobID }.mapValues { try $0.map(Attempt.init) }
  }
}

extension CaseIterable where Self: Equatable {
  /// Its place among the cases.
  fileprivate var order: Int { Array(Self.allCases).firstIndex(of: self) ?? 0 }
}
