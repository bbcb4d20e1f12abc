import JobModel

extension StoreTransaction {
  /// Walks kinds, queues and priorities as a claim does: each has its first by the index.
  func nextRunAt(queues: [String], only: [JobID]?) async throws -> Timestamp? {
    if let only {
      return try await id(Statements.Claim.nextAmong, [Value.list(only), now.rawValue]).map(Timestamp.init(rawValue:))
    }
    var first: Int64?
    let pauses = try await self.pauses().map(\.scope)
    for kind in JobKind.allCases {
      for queue in try await servedQueues(of: kind, queues: queues, pauses: pauses) {
        try await forEachPriority(of: kind, in: queue) { priority in
          let next = try await id(Statements.Claim.next, [kind.rawValue, queue, priority, now.rawValue])
          if let next { first = min(first ?? next, next) }
          return true
        }
      }
    }
    // Settled wherever it is.
    if let next = try await id(Statements.Claim.nextSettlement, [now.rawValue]) { first = min(first ?? next, next) }
    return first.map(Timestamp.init(rawValue:))
  }
}
