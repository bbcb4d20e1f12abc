import JobModel

extension StoreTransaction {
  func pauses() async throws -> [Pause] {
    try await rows(Statements.Orders.pauses, []).map { row in
      let kind: String? = row[1]
      return Pause(
        scope: Pause.Scope(queue: row[0], kind: try kind.map(JobKind.init(stored:))), since: row.timestamp(2),
        by: Operator(row[3]), reason: row[4])
    }
  }

  func pause(_ scope: Pause.Scope, reason: String?, by person: Operator) async throws -> Bool {
    let isNew =
      try await run(Statements.Orders.pause, [scope.queue, scope.kind?.rawValue, now.rawValue, person.name, reason]) > 0
    if isNew { try await record(.pause, by: person, detail: OrderDetail.Scope(scope, reason: reason), jobs: 0) }
    return isNew
  }

  func resume(_ scope: Pause.Scope?, by person: Operator) async throws -> [Pause] {
    let ending = try await pauses().filter { scope == nil || $0.scope == scope }
    for pause in ending {
      try await run(Statements.Orders.resume, [pause.scope.queue, pause.scope.kind?.rawValue])
      try await record(.resume, by: person, detail: OrderDetail.Scope(pause.scope), jobs: 0)
    }
    return ending
  }
}
