import JobModel

/// A launch job or an instance that a new job shall act on.
struct Target: Equatable {
  let instanceID: String?
  let launch: JobID?
  let region: String
  let deployment: String?

  func dependency(_ condition: Dependency.Condition) -> Dependency? {
    launch.map { Dependency(.job($0), condition: condition) }
  }
}

enum Targets {
  /// Finds what a selection means: launch jobs as such, instances in the region of the launch that made them.
  ///
  /// An instance that no job knows is a target like any other; only filters, which nothing tells whether it meets,
  /// want it known.
  /// - Parameter region: where an instance lives that no job of this database launched.
  /// - Throws: exit 2 for a job that does not exist, or an unknown instance together with filters; 64 for a job that
  ///   is no launch.
  static func find(
    _ selection: Selection, verb: String, store: any JobStore, region: () throws -> String
  ) async throws -> [Target] {
    try await launches(selection, verb: verb, store: store) + instances(selection, store: store, region: region)
  }

  private static func launches(_ selection: Selection, verb: String, store: any JobStore) async throws -> [Target] {
    let wanted = selection.naming(ids: selection.ids)
    // Filters alone mean all launches that meet them; beside instances they narrow those and mean nothing themselves.
    guard wanted.isNaming || !selection.isNaming else { return [] }
    let jobs = try await store.choose(wanted).sorted { $0.id < $1.id }
    if wanted.isNaming, let job = jobs.first(where: { $0.kind != .launch }) {
      throw CommandFailure.usage(
        "job \(job.id) is a \(job.kind.rawValue) job: \(verb) takes launch jobs and instance ids")
    }
    return jobs.filter { $0.kind == .launch }.map {
      Target(instanceID: nil, launch: $0.id, region: $0.region, deployment: $0.deployment)
    }
  }

  private static func instances(
    _ selection: Selection, store: any JobStore, region: () throws -> String
  ) async throws -> [Target] {
    var targets: [Target] = []
    for instance in selection.instanceIDs where !targets.contains(where: { $0.instanceID == instance }) {
      let wanted = selection.naming(instanceIDs: [instance])
      let known =
        selection.isNarrowed
        ? try await store.choose(wanted, limit: 1) : try await store.jobs(wanted, limit: 1, attempts: false)
      if known.isEmpty, selection.isNarrowed { continue }
      targets.append(
        Target(
          instanceID: instance, launch: nil, region: try known.first?.region ?? region(),
          deployment: known.first?.deployment))
    }
    return targets
  }
}
