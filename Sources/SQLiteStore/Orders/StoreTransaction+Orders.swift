import GRDB
import JobModel

extension StoreTransaction {
  /// Puts an order on record with the jobs that it changed; one that changed nothing leaves none.
  func record(
    _ verb: OrderRecord.Verb, by person: Operator, detail: some Encodable, _ results: [ControlResult]
  ) throws {
    let changed = results.compactMap { result in result.effect.stored.map { StoredEffect(job: result.id, word: $0) } }
    guard !changed.isEmpty else { return }
    let order = try record(verb, by: person, detail: detail, jobs: changed.count)
    try run(Statements.Orders.insertJobs, [order, JSONText.encode(changed)])
  }

  @discardableResult
  func record(
    _ verb: OrderRecord.Verb, by person: Operator, detail: some Encodable, jobs: Int
  ) throws -> Int64 {
    try insert(
      Statements.Orders.insert, [now.rawValue, person.name, verb.rawValue, JSONText.encode(detail), jobs])
  }

  func orders(about job: JobID?, limit: Int?) throws -> [OrderRecord] {
    let limit = limit ?? -1
    let found =
      try job.map { try rows(Statements.Orders.aboutJob, [$0, limit]) } ?? rows(Statements.Orders.all, [limit])
    return try found.map { row in
      OrderRecord(
        orderedAt: row.timestamp(0), by: Operator(row[1]), verb: try OrderRecord.Verb(stored: row[2]), detail: row[3],
        jobs: row[4])
    }
  }
}

/// `[12,"done"]`
private struct StoredEffect: Encodable {
  let job: JobID
  let word: String

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(job)
    try list.encode(word)
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
