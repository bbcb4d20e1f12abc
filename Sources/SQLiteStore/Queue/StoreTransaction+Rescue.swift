import GRDB
import JobModel

extension StoreTransaction {
  /// Takes jobs from holders whose lease ran out; the members of an open request go together.
  func rescue() throws -> [JobID] {
    var expired = try rows(Statements.Lease.expired, [boot.bootID, boot.milliseconds])
    expired += try rows(Statements.Lease.ofAnotherBoot, [boot.bootID])
    var leases = Dictionary(uniqueKeysWithValues: expired.map(LostLease.init).map { ($0.id, $0) })
    for request in Set(leases.values.compactMap(\.openRequest)) {
      for member in try rows(Statements.Lease.membersOf, [request]).map(LostLease.init) { leases[member.id] = member }
      try run(Statements.Finish.dropRequest, [request])
    }
    let ids = leases.keys.sorted()
    for id in ids { try rescue(leases[id]!) }
    return ids
  }

  private func rescue(_ lost: LostLease) throws {
    try endAttempt(job: lost.id, number: lost.attempt, .rescued, error: lost.attemptError(at: boot))
    switch lost.end {
    case .ready:
      effects.noteWork()
      try run(Statements.Lease.giveBack, ["now": now.rawValue, "id": lost.id, "token": lost.token])
    case .failed:
      let error: JobError? = lost.poisonError
      try run(
        Statements.Lease.poison, ["now": now.rawValue, "id": lost.id, "token": lost.token] + error.columns)
      try moveDependents(of: lost.id, state: .failed)
    default:
      try run(Statements.Lease.cancel, ["now": now.rawValue, "id": lost.id, "token": lost.token])
      try moveDependents(of: lost.id, state: .cancelled)
    }
  }
}
