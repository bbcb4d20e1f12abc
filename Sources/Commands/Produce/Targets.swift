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
  /// - Parameter region: where an instance lives that no job of this database launched.
  /// - Throws: exit 2 for a job that does not exist, 64 for one that is no launch.
  static func find(
    _ selection: Selection, verb: String, store: any JobStore, region: () throws -> String
  ) async throws -> [Target] {
    var jobs = selection
    jobs.instanceIDs = []
    var targets: [Target] = []
    if !jobs.isEmpty {
      let found = try await store.jobs(jobs, limit: nil, attempts: false).sorted { $0.id < $1.id }
      for id in selection.ids where !found.contains(where: { $0.id == id }) {
        guard try await store.jobs(Selection(ids: [id]), limit: 1, attempts: false).isEmpty else { continue }
        throw StoreError.noSuchJob(id)
      }
      for job in found where selection.ids.contains(job.id) && job.kind != .launch {
        throw CommandFailure.usage(
          "job \(job.id) is a \(job.kind.rawValue) job: \(verb) takes launch jobs and instance ids")
      }
      targets += found.filter { $0.kind == .launch }.map {
        Target(instanceID: nil, launch: $0.id, region: $0.region, deployment: $0.deployment)
      }
    }
    for instance in selection.instanceIDs {
      let known = try await store.jobs(Selection(instanceIDs: [instance]), limit: 1, attempts: false).first
      targets.append(
        Target(
          instanceID: instance, launch: nil, region: try known?.region ?? region(), deployment: known?.deployment))
    }
    return targets
  }
}
