import JobModel

/// The whole queue at a glance, as JSON shows it.
package struct OverviewView: Encodable, Sendable {
  private let overview: Overview

  package init(_ overview: Overview) { self.overview = overview }

  enum CodingKeys: String, CodingKey {
    case jobs, oldest, workers, closings, pauses, orders, calls
    case halts = "halted_regions"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(table(\.count), forKey: .jobs)
    try container.encode(table(\.oldest), forKey: .oldest)
    try container.encode(overview.workers.map(WorkerView.init), forKey: .workers)
    try container.encode(overview.closings.map(ClosingView.init), forKey: .closings)
    try container.encode(overview.halts.map(HaltView.init), forKey: .halts)
    try container.encode(overview.pauses.map(PauseView.init), forKey: .pauses)
    try container.encode(overview.orders.map(OrderView.init), forKey: .orders)
    try container.encode(overview.calls.map(CallUseView.init), forKey: .calls)
  }

  /// By kind, then by state.
  private func table<Value>(_ value: (JobCount) -> Value) -> [String: [String: Value]] {
    var byKind: [String: [String: Value]] = [:]
    for count in overview.counts { byKind[count.kind.rawValue, default: [:]][count.state.rawValue] = value(count) }
    return byKind
  }

  private struct WorkerView: Encodable {
    let worker: WorkerRecord

    enum CodingKeys: String, CodingKey {
      case id, host, queues, concurrency, holding, alive, work, charges
      case restingSince = "resting_since"
      case restingBecause = "resting_because"
      case processID = "process_id"
      case startedAt = "started_at"
      case lastSeenAt = "last_seen_at"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(worker.id, forKey: .id)
      try container.encode(worker.host, forKey: .host)
      try container.encode(worker.processID, forKey: .processID)
      try container.encode(worker.queues, forKey: .queues)
      try container.encode(worker.concurrency, forKey: .concurrency)
      try container.encode(worker.holding, forKey: .holding)
      try container.encode(worker.isAlive, forKey: .alive)
      let work = worker.work.map { ($0.key.rawValue, $0.value) }
      try container.encode(Dictionary(uniqueKeysWithValues: work), forKey: .work)
      try container.encode(worker.charges.map(\.leaseName), forKey: .charges)
      try container.encode(worker.rest?.since, forKey: .restingSince)
      try container.encode(worker.rest?.reason, forKey: .restingBecause)
      try container.encode(worker.startedAt, forKey: .startedAt)
      try container.encode(worker.lastSeenAt, forKey: .lastSeenAt)
    }
  }
}
