import JobModel

extension StoreTransaction {
  func compare(_ listed: [ListedInstance], region: String, consistency: Duration) async throws -> [ListedInstance] {
    var unknown: [ListedInstance] = []
    for instance in listed {
      guard let row = try await row(Statements.Reconciling.request, [instance.requestUUID]) else {
        unknown.append(instance)
        continue
      }
      guard try await id(Statements.Instances.isKnown, [instance.resource.instanceID]) == nil else { continue }
      try await learn(of: instance, request: row[0], isOpen: LaunchRequest.State(stored: row[1]) == .open)
    }
    try await halt(region, for: unknown.map(\.resource.instanceID), consistency: consistency)
    return unknown
  }

  func unrecorded(_ listed: [ListedInstance]) async throws -> (unknown: [ListedInstance], late: [ListedInstance]) {
    let strange = try await listed.asyncFilter {
      try await id(Statements.Instances.isKnown, [$0.resource.instanceID]) == nil
    }
    var found: (unknown: [ListedInstance], late: [ListedInstance]) = ([], [])
    for instance in strange {
      guard let request = try await row(Statements.Reconciling.request, [instance.requestUUID]) else {
        found.unknown.append(instance)
        continue
      }
      // That of an open one is found by whoever settles it.
      if try LaunchRequest.State(stored: request[1]) != .open { found.late.append(instance) }
    }
    return found
  }

  /// A halt ends once every instance that it is for is on record, or once no list has shown any of them for so long as
  /// lists may lag.
  private func halt(_ region: String, for unknown: [String], consistency: Duration) async throws {
    let standing = try await row(Statements.Reconciling.standing, [region])
    let before = try standing.map { try JSONText.decode([String].self, from: $0[0]) } ?? []
    let open = try await before.asyncFilter { try await id(Statements.Instances.isKnown, [$0]) == nil }
    if !unknown.isEmpty {
      let ids = try JSONText.encode(Set(unknown + open).sorted())
      try await run(Statements.Reconciling.halt, ["region": region, "now": now.rawValue, "instances": ids])
      return
    }
    let clearFor = standing?.momentIfAny(1)?.leastAge(at: Moment(wall: now, boot: boot)) ?? .zero
    if open.isEmpty || clearFor >= consistency {
      try await run(Statements.Reconciling.goOn, [region])
    } else {
      try await run(
        Statements.Reconciling.clear,
        ["now": now.rawValue, "boot_id": boot.bootID, "boot": boot.milliseconds, "region": region])
    }
  }

  func launchRegions() async throws -> [String] {
    try await column(Statements.Reconciling.launchRegions, [])
  }

  /// Whoever settles an open request finds what is on record; where it has ended, its jobs went on without.
  private func learn(of instance: ListedInstance, request: Int64, isOpen: Bool) async throws {
    try await record([LaunchedInstance(ordinal: instance.ordinal, resource: instance.resource)], of: request)
    guard !isOpen else { return }
    for stray in try await rows(Statements.Instances.withoutJob, [request]) {
      try await enqueueTermination(of: stray[0], for: stray[1])
    }
  }

  func halts() async throws -> [RegionHalt] {
    try await rows(Statements.Reconciling.halts, []).map { row in
      RegionHalt(
        region: row[0], since: row.timestamp(1), lookedAt: row.timestamp(2),
        instanceIDs: try JSONText.decode([String].self, from: row[3]))
    }
  }
}
