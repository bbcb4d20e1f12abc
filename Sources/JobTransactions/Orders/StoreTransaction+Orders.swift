import JobModel

extension StoreTransaction {
  /// Puts an order on record with the jobs that it changed; one that changed nothing leaves none.
  func record(
    _ verb: OrderRecord.Verb, by person: Operator, detail: some Encodable, _ results: [ControlResult]
  ) async throws {
    let changed = results.compactMap { result in result.effect.stored.map { (job: result.id, effect: $0) } }
    guard !changed.isEmpty else { return }
    let order = try await record(verb, by: person, detail: detail, jobs: changed.count)
    for (effect, jobs) in Dictionary(grouping: changed, by: \.effect) {
      try await run(
        Statements.Orders.insertJobs, ["jobs": Value.list(jobs.map(\.job)), "order": order, "effect": effect])
    }
  }

  @discardableResult
  func record(
    _ verb: OrderRecord.Verb, by person: Operator, detail: some Encodable, jobs: Int
  ) async throws -> Int64 {
    try await insert(
      Statements.Orders.insert, [now.rawValue, person.name, verb.rawValue, JSONText.encode(detail), jobs])
  }

  func orders(about job: JobID?, limit: Int?) async throws -> [OrderRecord] {
    let limit = limit ?? Int.max
    let found =
      if let job { try await rows(Statements.Orders.aboutJob, [job, limit]) } else {
        try await rows(Statements.Orders.all, [limit])
      }
    return try found.map { row in
      OrderRecord(
        orderedAt: row.timestamp(0), by: Operator(row[1]), verb: try OrderRecord.Verb(stored: row[2]), detail: row[3],
        jobs: row[4])
    }
  }
}

extension ControlResult.Effect {
  /// Nil where nothing changed.
  fileprivate var stored: String? {
    switch self {
    case .done: "done"
    case .requested: "requested"
    case .refused: nil
    }
  }
}
