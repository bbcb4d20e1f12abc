import JobModel

extension StoreTransaction {
  /// Facts first: what EC2 named is recorded whoever says so. The members' fate follows where the lease still holds.
  func close(_ closing: LaunchClosing) async throws -> Bool {
    let request = closing.request.id
    if let answered = closing.answered { try await recordAnswer(answered.id, answered.answer) }
    try await record(closing.instances, of: request)
    let isHeld = try await id(Statements.Ledger.isHeld, [request, closing.request.token]) != nil
    if isHeld, closing.state != .settled, try await knowsMore(than: closing) {
      // Somebody recorded an instance since the decider looked: a fact counts more than a list. Settled next.
      _ = try await hold(closing.request, until: now, error: .instanceFound, rung: closing.rung, calls: closing.calls)
      return false
    }
    if isHeld { try await settle(closing) }
    for stray in try await rows(Statements.Instances.withoutJob, [request]) {
      try await enqueueTermination(of: stray[0], for: stray[1])
    }
    return isHeld
  }

  func hold(_ request: Fence, until: Timestamp, error: JobError, rung: Rung, calls: Int) async throws -> Bool {
    let members = try await rows(Statements.Ledger.heldMembers, [request.id]).map(HeldJob.init)
    guard try await run(Statements.Ledger.letGo, [request.id, request.token]) == 1 else { return false }
    let rung = try JSONText.encode(rung)
    let shown: JobError? = error
    for job in members {
      try await runUnanswered(Statements.Ledger.hold, [until.rawValue] + shown.columns + [job.id, job.token])
      try await endAttempt(job: job.id, number: job.attempt, .retrying, error: error, calls: calls, rung: rung)
    }
    return true
  }

  private func knowsMore(than closing: LaunchClosing) async throws -> Bool {
    let named = Set(closing.instances.map(\.resource.instanceID))
    let living: [String] = try await column(Statements.Instances.living, [closing.request.id])
    return living.contains { !named.contains($0) }
  }

  private func settle(_ closing: LaunchClosing) async throws {
    let request = closing.request
    let members = try await rows(Statements.Ledger.heldMembers, [request.id]).map(HeldJob.init)
    try await runUnanswered(Statements.Ledger.close, [closing.state.rawValue, now.rawValue, request.id, request.token])
    try await runUnanswered(Statements.Ledger.detachAll, [request.id])
    for job in members {
      // A member that nothing was decided about goes back untouched.
      let outcome = try await takingPendingChanges(closing.members[job.id] ?? .release, of: job, in: closing)
      let verdict = Verdict(outcome, kind: job.kind, cancelRequested: job.cancelRequested, hasOpenRequest: false)
      _ = try await carryOut(verdict ?? .release, on: job, calls: closing.calls, rung: closing.rung)
    }
  }
}

extension JobError {
  /// For a launch whose instance was found while its request was about to end without it.
  fileprivate static let instanceFound = JobError(
    code: "LaunchInFlight", class: .ambiguous, message: "an instance of this launch was found; it is settled next")
}
