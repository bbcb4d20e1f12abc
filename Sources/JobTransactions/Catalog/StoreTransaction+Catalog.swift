import JobModel

extension StoreTransaction {
  func jobs(_ selection: Selection, limit: Int?, attempts: Bool) async throws -> [JobRecord] {
    let query = try JobQuery(selection, now: now)
    let reader = ClaimReader(self)
    var jobs = try await rows(query.sql(limit: limit), query.arguments).asyncMap {
      try await JobRecord($0, spec: reader.spec($0[17]))
    }
    guard attempts else { return jobs }
    let known = try await self.attempts(of: jobs.map(\.id))
    for index in jobs.indices { jobs[index].attempts = known[jobs[index].id] ?? [] }
    return jobs
  }

  func counts() async throws -> [JobCount] {
    var counts: [JobCount] = []
    for row in try await rows(Statements.Catalog.counts, [now.rawValue]) {
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

  func related(to ids: [JobID]) async throws -> [JobID] {
    try await self.ids(Statements.Catalog.related, ["ids": Value.list(ids)])
  }

  func regions() async throws -> [String] { try await rows(Statements.Catalog.regions, []).map { $0[0] } }

  func workers() async throws -> [WorkerRecord] {
    var work: [String: [JobKind: Int]] = [:]
    for row in try await rows(Statements.Catalog.work, []) {
      work[row[0], default: [:]][try JobKind(stored: row[1])] = row[2]
    }
    var charges: [String: [Charge]] = [:]
    for row in try await rows(Statements.Catalog.charges, [boot.bootID, boot.milliseconds]) {
      if let charge = Charge(leaseName: row[1]) { charges[row[0], default: []].append(charge) }
    }
    return try await rows(Statements.Catalog.workers, [boot.bootID, boot.milliseconds]).map { row in
      var worker = try WorkerRecord(row)
      worker.work = work[worker.id] ?? [:]
      worker.charges = charges[worker.id] ?? []
      return worker
    }
  }

  private func attempts(of jobs: [JobID]) async throws -> [JobID: [Attempt]] {
    let rows = try await rows(Statements.Catalog.attempts, [Value.list(jobs)])
    return try Dictionary(grouping: rows) { $0[0] as JobID }.mapValues { try $0.map(Attempt.init) }
  }
}

extension CaseIterable where Self: Equatable {
  /// Its place among the cases.
  fileprivate var order: Int { Array(Self.allCases).firstIndex(of: self) ?? 0 }
}
