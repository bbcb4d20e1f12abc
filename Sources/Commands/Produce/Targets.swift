import JobModel

enum Targets {
  /// Finds what a selection means: launch jobs as such, a wait as its launch, instances in the region of the launch
  /// that made them.
  ///
  /// An instance that no job knows is a target like any other; only filters, which nothing tells whether it meets,
  /// want it known.
  /// - Parameter region: where an instance lives that no job of this database launched.
  /// - Throws: exit 2 for a job that does not exist, or an unknown instance together with filters; 64 for a job that
  ///   is neither a launch nor a wait.
  static func find(
    _ selection: Selection, verb: String, store: any JobStore, region: () throws -> String
  ) async throws -> [Target] {
    let launches = try await launches(selection, verb: verb, store: store)
    let instances = try await instances(selection, store: store, region: region)
    return launches + instances.filter { !launches.contains($0) }
  }

  private static func launches(_ selection: Selection, verb: String, store: any JobStore) async throws -> [Target] {
    let wanted = selection.naming(ids: selection.ids)
    // Filters alone mean all launches that meet them, and waits where they are asked for; beside instances they narrow
    // those and mean nothing themselves.
    guard wanted.isNaming || !selection.isNaming else { return [] }
    let jobs = try await store.choose(wanted).sorted { $0.id < $1.id }
    if wanted.isNaming, let job = jobs.first(where: { $0.kind != .launch && $0.kind != .wait }) {
      throw CommandFailure.usage(
        "job \(job.id) is a \(job.kind.rawValue) job: \(verb) takes launch and wait jobs, and instance ids")
    }
    let waits = wanted.isNaming || selection.kinds.contains(.wait)
    return try await store.subjects(of: jobs.filter { $0.kind == .launch || $0.kind == .wait && waits })
  }

  private static func instances(
    _ selection: Selection, store: any JobStore, region: () throws -> String
  ) async throws -> [Target] {
    var seen: Set<String> = []
    let named = selection.instanceIDs.filter { seen.insert($0).inserted }
    guard !named.isEmpty else { return [] }
    // Most are on record, and found there at once: only the rest is looked for one by one.
    let recorded =
      selection.isNarrowed ? [] : try await store.instances(Selection(instanceIDs: named), limit: nil)
    let places = Dictionary(
      recorded.map { ($0.resource.instanceID, ($0.region, $0.deployment)) }, uniquingKeysWith: { first, _ in first })
    var targets: [Target] = []
    for instance in named {
      var place = places[instance]
      if place == nil {
        let wanted = selection.naming(instanceIDs: [instance])
        let known =
          selection.isNarrowed
          ? try await store.choose(wanted, limit: 1) : try await store.jobs(wanted, limit: 1, attempts: false)
        if known.isEmpty, selection.isNarrowed { continue }
        place = (try known.first?.region ?? region(), known.first?.deployment)
        if known.isEmpty { Console.error("\(instance) is not on record here; it is looked for in \(place?.0 ?? "")") }
      }
      if let place {
        targets.append(Target(instanceID: instance, launch: nil, region: place.0, deployment: place.1))
      }
    }
    return targets
  }
}
