package import JobModel

extension StoreTransaction {
  package func hasLostLeases() async throws -> Bool {
    if try await row(Statements.Lease.expired, [boot.bootID, boot.milliseconds]) != nil { return true }
    return try await row(Statements.Lease.ofAnotherBoot, [boot.bootID]) != nil
  }

  /// Takes jobs from holders whose lease ran out; the members of an open request go together.
  package func rescue() async throws -> [JobID] {
    var expired = try await rows(Statements.Lease.expired, [boot.bootID, boot.milliseconds])
    expired += try await rows(Statements.Lease.ofAnotherBoot, [boot.bootID])
    var leases = Dictionary(uniqueKeysWithValues: expired.map(LostLease.init).map { ($0.id, $0) })
    for request in Set(leases.values.compactMap(\.openRequest)) {
      for member in try await rows(Statements.Lease.membersOf, [request]).map(LostLease.init) {
        leases[member.id] = member
      }
      try await run(Statements.Finish.dropRequest, [request])
    }
    let ids = leases.keys.sorted()
    for id in ids { try await rescue(leases[id]!) }
    return ids
  }

  private func rescue(_ lost: LostLease) async throws {
    try await endAttempt(job: lost.id, number: lost.attempt, .rescued, error: lost.attemptError(at: boot))
    switch lost.end {
    case .ready:
      effects.noteWork()
      try await run(Statements.Lease.giveBack, ["now": now.rawValue, "id": lost.id, "token": lost.token])
    case .failed:
      let error: JobError? = lost.poisonError
      try await run(
        Statements.Lease.poison, ["now": now.rawValue, "id": lost.id, "token": lost.token] + error.columns)
      try await moveDependents(of: lost.id, state: .failed)
    default:
      try await run(Statements.Lease.cancel, ["now": now.rawValue, "id": lost.id, "token": lost.token])
      try await moveDependents(of: lost.id, state: .cancelled)
    }
  }
}
