import JobModel

/// Where a ready job stands in line.
struct Place: Comparable {
  var priority: Int64
  var runAt: Int64
  var id: JobID
  var openRequest: Int64?

  static func < (lhs: Place, rhs: Place) -> Bool {
    (lhs.priority, lhs.runAt, lhs.id) < (rhs.priority, rhs.runAt, rhs.id)
  }
}

extension StoreTransaction {
  /// The first due jobs of a kind, in the order in which they are claimed; the lines of the queues are merged, so that
  /// those that are not served, or paused, cost nothing, however long they are.
  /// - Parameter queues: empty means every queue.
  func duePlaces(of kind: JobKind, queues: [String], pauses: [Pause.Scope], limit: Int) async throws -> [Place] {
    var places: [Place] = []
    for queue in try await servedQueues(of: kind, queues: queues, pauses: pauses) {
      places += try await duePlaces(of: kind, in: queue, limit: limit)
    }
    // What may have been launched is settled, whatever is served or paused.
    if kind == .launch, !queues.isEmpty || !pauses.isEmpty {
      let known = Set(places.map(\.id))
      places += try await settlements(limit: limit).filter { !known.contains($0.id) }
    }
    return Array(places.sorted().prefix(limit))
  }

  /// Those of which jobs of that kind may be claimed, in no order; `Statements.Orders.isPaused` knows the same of a job.
  func servedQueues(of kind: JobKind, queues: [String], pauses: [Pause.Scope]) async throws -> Set<String> {
    let pauses = pauses.filter { $0.kind ?? kind == kind }
    guard pauses.allSatisfy({ $0.queue != nil }) else { return [] }
    return Set(try await queues.isEmpty ? readyQueues(of: kind) : queues).subtracting(pauses.compactMap(\.queue))
  }

  private func readyQueues(of kind: JobKind) async throws -> [String] {
    var queues: [String] = []
    while let row = try await row(Statements.Claim.queue, [kind.rawValue, queues.last ?? ""]) { queues.append(row[0]) }
    return queues
  }

  /// Walks the priorities in which something is ready, so that jobs of a later run_at are never walked through.
  private func duePlaces(of kind: JobKind, in queue: String, limit: Int) async throws -> [Place] {
    var places: [Place] = []
    try await forEachPriority(of: kind, in: queue) { priority in
      let rows = try await rows(
        Statements.Claim.due,
        [
          "kind": kind.rawValue, "queue": queue, "priority": priority, "now": now.rawValue,
          "limit": limit - places.count,
        ])
      places += rows.map { Place(priority: priority, runAt: $0[1], id: $0[0], openRequest: $0[2]) }
      return places.count < limit
    }
    return places
  }

  /// - Parameter body: false ends the walk.
  func forEachPriority(of kind: JobKind, in queue: String, _ body: (Int64) async throws -> Bool) async throws {
    var from = Int64.min
    while let priority = try await id(Statements.Claim.priority, [kind.rawValue, queue, from]) {
      guard try await body(priority), priority < Int64.max else { return }
      from = priority + 1
    }
  }

  private func settlements(limit: Int) async throws -> [Place] {
    try await rows(Statements.Claim.settlements, ["now": now.rawValue, "limit": limit]).map {
      Place(priority: $0[2], runAt: $0[1], id: $0[0], openRequest: $0[3])
    }
  }
}
