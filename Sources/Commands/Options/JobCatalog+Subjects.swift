import JobModel

extension JobCatalog {
  /// What jobs are about, each once: launches themselves; of other jobs the instance they name, else the launch that
  /// they come after, however far.
  func subjects(of jobs: [JobRecord]) async throws -> [Target] {
    var known = Dictionary(jobs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var unseen = jobs
    while true {
      let above = Set(unseen.filter(\.actsOnWhatItFollows).compactMap(\.after)).subtracting(known.keys)
      guard !above.isEmpty else { break }
      unseen = try await self.jobs(Selection(ids: above.sorted()), limit: nil, attempts: false)
      for job in unseen { known[job.id] = job }
    }
    var targets: [Target] = []
    var seen: Set<Target> = []
    for job in jobs {
      var next: JobRecord? = job
      while let job = next, job.actsOnWhatItFollows { next = job.after.flatMap { known[$0] } }
      guard let subject = next else { continue }
      let target =
        subject.kind == .launch
        ? Target(subject)
        : Target(
          instanceID: subject.spec.instanceID, launch: nil, region: subject.region, deployment: subject.deployment)
      if seen.insert(target).inserted { targets.append(target) }
    }
    return targets
  }
}

extension JobRecord {
  /// Whether its instance is that of the job it comes after.
  fileprivate var actsOnWhatItFollows: Bool { kind != .launch && spec.instanceID == nil }
}
