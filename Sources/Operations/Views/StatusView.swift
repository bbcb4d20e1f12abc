package import JobModel

/// The whole queue at a glance, as JSON shows it.
package struct StatusView: Encodable, Sendable {
  package let counts: [JobCount]
  package let workers: [WorkerRecord]
  package let closings: [Closing]
  package let halts: [RegionHalt]

  package init(counts: [JobCount], workers: [WorkerRecord], closings: [Closing] = [], halts: [RegionHalt] = []) {
    self.counts = counts
    self.workers = workers
    self.closings = closings
    self.halts = halts
  }

  enum CodingKeys: String, CodingKey {
    case jobs, workers, closings
    case halts = "halted_regions"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var byKind: [String: [String: Int]] = [:]
    for count in counts { byKind[count.kind.rawValue, default: [:]][count.state.rawValue] = count.count }
    try container.encode(byKind, forKey: .jobs)
    try container.encode(workers.map(WorkerView.init), forKey: .workers)
    try container.encode(closings.map(ClosingView.init), forKey: .closings)
    try container.encode(halts.map(HaltView.init), forKey: .halts)
  }

  private struct WorkerView: Encodable {
    let worker: WorkerRecord

    enum CodingKeys: String, CodingKey {
      case id, host, queues, concurrency, holding, alive
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
      try container.encode(worker.rest?.since, forKey: .restingSince)
      try container.encode(worker.rest?.reason, forKey: .restingBecause)
      try container.encode(worker.startedAt, forKey: .startedAt)
      try container.encode(worker.lastSeenAt, forKey: .lastSeenAt)
    }
  }
}
