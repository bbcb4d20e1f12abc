import JobModel

/// Claimed jobs that one handler call answers together: one kind, one region, one set of EC2 calls.
struct WorkUnit: Sendable, Equatable {
  let kind: JobKind
  let region: String
  let jobs: [ClaimedJob]

  /// Launches go with their like, the members of an open request stay together; other kinds go by region.
  static func split(_ claimed: [ClaimedJob]) -> [WorkUnit] {
    JobBatch.split(
      claimed,
      key: {
        JobBatch.Key(
          $0.spec.kind, region: $0.region, spec: $0.specID, deployment: $0.deployment, request: $0.openRequest?.id)
      }
    ).map { WorkUnit(kind: $0[0].spec.kind, region: $0[0].region, jobs: $0) }
  }
}
