import JobModel

/// Claimed jobs that one handler call answers together: one kind, one region, one set of EC2 calls.
struct WorkUnit: Sendable, Equatable {
  let kind: JobKind
  let region: String
  let jobs: [ClaimedJob]

  /// Launches go one by one, but the members of an open request stay together; other kinds go by region.
  static func split(_ claimed: [ClaimedJob]) -> [WorkUnit] {
    var order: [Key] = []
    var groups: [Key: [ClaimedJob]] = [:]
    for job in claimed {
      let key = Key(job)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(job)
    }
    return order.map { WorkUnit(kind: $0.kind, region: $0.region, jobs: groups[$0] ?? []) }
  }

  private struct Key: Hashable {
    let kind: JobKind
    let region: String
    let request: Int64?
    let launch: JobID?

    init(_ job: ClaimedJob) {
      kind = job.spec.kind
      region = job.region
      request = job.openRequest?.id
      launch = job.spec.kind == .launch && job.openRequest == nil ? job.id : nil
    }
  }
}
