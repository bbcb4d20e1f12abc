import JobModel

extension StoreTransaction {
  func backlog(queues: [String], only: [JobID]?) async throws -> Backlog {
    let queues = queues.isEmpty ? nil : Value.words(queues)
    let arguments: Arguments = ["now": now.rawValue, "queues": queues]
    guard let only else {
      return try await withBlockers(backlog(rows(Statements.Catalog.backlog, arguments)), queues: queues, only: nil)
    }
    let list = Value.list(only)
    let rows = try await rows(Statements.Catalog.backlogAmong, arguments + ["only": list])
    return try await withBlockers(backlog(rows), queues: queues, only: list)
  }

  /// Where only blocked jobs are left, what they wait for counts, but not where it goes on elsewhere.
  private func withBlockers(_ backlog: Backlog, queues: Value?, only: Value?) async throws -> Backlog {
    guard backlog.blocked > 0, backlog == Backlog(blocked: backlog.blocked) else { return backlog }
    let blockers = try await self.backlog(
      rows(Statements.Catalog.blockers, ["now": now.rawValue, "queues": queues, "only": only]))
    guard blockers.ready + blockers.running + blockers.polling + blockers.scheduled == 0 else { return backlog }
    var backlog = backlog
    backlog.haltedElsewhere = blockers.halted
    backlog.pausedElsewhere = blockers.paused + blockers.pausedLater
    return backlog
  }

  /// - Parameter rows: a state, a ``Statements/Catalog/ReadyJobs``, a count.
  private func backlog(_ rows: [Row]) throws -> Backlog {
    var backlog = Backlog()
    for row in rows {
      let count: Int = row[2]
      switch try JobState(stored: row[0]) {
      case .ready:
        switch Statements.Catalog.ReadyJobs(rawValue: row[1]) {
        case .later: backlog.scheduled += count
        case .halted: backlog.halted += count
        case .paused: backlog.paused += count
        case .pausedLater: backlog.pausedLater += count
        case .now, nil: backlog.ready += count
        }
      case .running: backlog.running += count
      case .polling: backlog.polling += count
      case .blocked: backlog.blocked += count
      case .succeeded, .failed, .cancelled: break
      }
    }
    return backlog
  }
}
