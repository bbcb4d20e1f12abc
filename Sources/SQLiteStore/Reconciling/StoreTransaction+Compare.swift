import GRDB
import JobModel

extension StoreTransaction {
  func compare(_ listed: [ListedInstance], region: String) throws -> [ListedInstance] {
    var unknown: [ListedInstance] = []
    for instance in listed {
      guard let row = try row(Statements.Reconciling.request, [instance.requestUUID]) else {
        unknown.append(instance)
        continue
      }
      guard try id(Statements.Instances.isKnown, [instance.resource.instanceID]) == nil else { continue }
      try learn(of: instance, request: row[0], isOpen: LaunchRequest.State(stored: row[1]) == .open)
    }
    if unknown.isEmpty {
      try run(Statements.Reconciling.goOn, [region])
    } else {
      let ids = try JSONText.encode(unknown.map(\.resource.instanceID).sorted())
      try run(Statements.Reconciling.halt, ["region": region, "now": now.rawValue, "instances": ids])
    }
    return unknown
  }

  /// Whoever settles an open request finds what is on record; where it has ended, its jobs went on without.
  private func learn(of instance: ListedInstance, request: Int64, isOpen: Bool) throws {
    try record(LaunchedInstance(ordinal: instance.ordinal, resource: instance.resource), of: request)
    guard !isOpen else { return }
    for stray in try rows(Statements.Instances.withoutJob, [request]) {
      try enqueueTermination(of: stray[0], for: stray[1])
    }
  }

  func halts() throws -> [RegionHalt] {
    try rows(Statements.Reconciling.halts, []).map { row in
      RegionHalt(
        region: row[0], since: row.timestamp(1), lookedAt: row.timestamp(2),
        instanceIDs: try JSONText.decode([String].self, from: row[3]))
    }
  }
}
