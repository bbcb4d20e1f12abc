import GRDB
import JobModel

extension StoreTransaction {
  func pauses() throws -> [Pause] {
    try rows(Statements.Orders.pauses, []).map { row in
      let kind: String? = row[1]
      return Pause(
        scope: Pause.Scope(queue: row[0], kind: try kind.map(JobKind.init(stored:))), since: row.timestamp(2),
        by: Operator(row[3]), reason: row[4])
    }
  }

  func pause(_ scope: Pause.Scope, reason: String?, by person: Operator) throws -> Bool {
    let isNew =
      try run(Statements.Orders.pause, [scope.queue, scope.kind?.rawValue, now.rawValue, person.name, reason]) > 0
    if isNew { try record(.pause, by: person, detail: OrderDetail.Scope(scope, reason: reason), jobs: 0) }
    return isNew
  }

  func resume(_ scope: Pause.Scope?, by person: Operator) throws -> [Pause] {
    let ending = try pauses().filter { scope == nil || $0.scope == scope }
    for pause in ending {
      try run(Statements.Orders.resume, [pause.scope.queue, pause.scope.kind?.rawValue])
      try record(.resume, by: person, detail: OrderDetail.Scope(pause.scope), jobs: 0)
    }
    return ending
  }
}
