import JobModel

extension StoreTransaction {
  /// For how long an instance of a launch whose outcome nobody knows may still turn up.
  private static let longestDoubt: Duration = .seconds(24 * 3600)
  /// From a pruning's first part to its last.
  private static let longestPruning: Duration = .seconds(600)

  func prunable(finishedBefore: Timestamp) async throws -> Prunable {
    try await prunable(
      Statements.Prune.candidates + Statements.Prune.newestFirst,
      ["before": finishedBefore.rawValue, "doubtful": doubtful])
  }

  func prune(_ ids: [JobID], finishedBefore: Timestamp, by person: Operator) async throws -> [JobID] {
    let list = Value.list(ids)
    let needed = try await self.ids(Statements.Prune.neededOutside, ["ids": list])
    let gone = try await prunable(
      Statements.Prune.candidates + Statements.Prune.among + Statements.Prune.newestFirst,
      ["before": finishedBefore.rawValue, "doubtful": doubtful, "ids": list], needed: Set(needed)
    ).jobs
    guard !gone.isEmpty else { return [] }
    let goneList = Value.list(gone)
    let requests = Value.list(try await self.ids(Statements.Prune.requests, ["ids": goneList]))
    try await run(Statements.Prune.markKeys, [now.rawValue, goneList])
    for removal in Statements.Prune.removals { try await run(removal, ["ids": goneList]) }
    for removal in Statements.Prune.requestRemovals { try await run(removal, ["ids": requests]) }
    try await recordPruning(jobs: gone.count, keys: 0, by: person)
    return gone
  }

  func keysOfJobs(prunedBefore: Timestamp) async throws -> Int {
    Int(try await id(Statements.Prune.countOldKeys, [prunedBefore.rawValue]) ?? 0)
  }

  /// A part of what a pruning ends with.
  func forgetKeys(prunedBefore: Timestamp, limit: Int, by person: Operator) async throws -> Int {
    let keys = try await run(Statements.Prune.oldKeys, [prunedBefore.rawValue, limit])
    try await recordPruning(jobs: 0, keys: keys, by: person)
    return keys
  }

  func unusedSpecs() async throws -> [Int64] { try await ids(Statements.Prune.unusedSpecs, []) }

  /// Those among them that nothing refers to still.
  func removeSpecs(_ specs: [Int64]) async throws { try await run(Statements.Prune.removeSpecs, [Value.list(specs)]) }

  func forgetOrders(before: Timestamp) async throws { try await run(Statements.Prune.orders, [before.rawValue]) }

  /// The parts of a pruning are one order, also where its end never comes; one that removes nothing leaves none.
  private func recordPruning(jobs: Int, keys: Int, by person: Operator) async throws {
    guard jobs + keys > 0 else { return }
    let since = now - Self.longestPruning
    let grown = try await run(
      Statements.Prune.growOrder, ["jobs": jobs, "keys": keys, "operator": person.name, "since": since.rawValue])
    if grown == 0 { try await record(.prune, by: person, detail: OrderDetail.Prune(keysForgotten: keys), jobs: jobs) }
  }

  private var doubtful: Int64 { (now - Self.longestDoubt).rawValue }

  /// - Parameter needed: jobs that others depend on which the statement does not give.
  private func prunable(
    _ statement: SQL, _ arguments: Arguments, needed: Set<JobID> = []
  ) async throws -> Prunable {
    var needed = needed
    var found = Prunable()
    // What depends on a job has a larger id: it comes first.
    try await forEach(statement, arguments) { row in
      let id: JobID = row[0]
      let (isOld, mayLive): (Bool, Bool) = (row[2] ?? false, row[3])
      if isOld, !mayLive, !needed.contains(id) {
        found.jobs.append(id)
        return
      }
      if isOld { if mayLive { found.mayLive += 1 } else { found.neededByOthers += 1 } }
      if let after: JobID = row[1] { needed.insert(after) }
    }
    return found
  }
}
