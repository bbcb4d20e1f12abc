import JobModel

/// Turns claimed rows into jobs; specs and results that several of them share are decoded once.
final class ClaimReader {
  private let transaction: StoreTransaction
  private var specs: [Int64: JobSpec] = [:]
  private var results: [JobID: JobResult?] = [:]
  /// The dependencies of which nobody knows what they left.
  private var unknown: Set<JobID> = []

  init(_ transaction: StoreTransaction) { self.transaction = transaction }

  /// - Parameter row: what `Statements.Claim.take` returns.
  func job(_ row: Row, holder: String, expires: BootTime, requests: [Int64: Int64]) async throws -> ClaimedJob {
    let request: Int64? = row[15]
    let dependency: JobID? = row[16]
    var known: JobResult?
    if let dependency { known = try await result(of: dependency) }
    var job = ClaimedJob(
      id: row[0], spec: try await spec(row[2]), region: row[3], deployment: row[4], queue: row[5], priority: row[6],
      attempt: row[7], refusals: row[8], failures: row[9], maxFailures: row[10], startedAt: row.timestamp(11),
      deadline: row.timestamp(12), cancelRequested: row[13],
      lease: Lease(holder: holder, token: row[14], expiresAt: expires),
      openRequest: request.flatMap { id in requests[id].map { Fence(id: id, token: $0) } },
      dependencyID: dependency, dependencyResult: known)
    job.specID = row[2]
    job.dependencyOutcomeIsUnknown = dependency.map(unknown.contains) ?? false
    return job
  }

  func spec(_ id: Int64) async throws -> JobSpec {
    if let known = specs[id] { return known }
    // A foreign key keeps it.
    let row = try await transaction.row(Statements.Claim.spec, [id])!
    let spec = try JobSpec(kind: JobKind(stored: row[0]), json: row[1])
    specs[id] = spec
    return spec
  }

  private func result(of id: JobID) async throws -> JobResult? {
    if let known = results[id] { return known }
    let row = try await transaction.row(Statements.Claim.result, [id])
    let json: String? = row?[1]
    let code: String? = row?[2]
    if code == JobError.launchOutcomeUnknownCode { unknown.insert(id) }
    let result = try json.map { try JobResult(kind: JobKind(stored: row![0]), json: $0) }
    results[id] = .some(result)
    return result
  }
}
