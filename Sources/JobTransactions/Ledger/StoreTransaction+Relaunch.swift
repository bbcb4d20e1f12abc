import JobModel

extension StoreTransaction {
  func relaunch(_ order: Relaunch) async throws -> Relaunch.Effect {
    guard let wait = try await row(Statements.Finish.held, [order.wait.id, order.wait.token]).map(HeldJob.init),
      let watched = try await row(Statements.Relaunch.watched, [wait.id])
    else { return .leaseLost }
    let instance: String = watched[0]
    // A fact, whatever is decided: from here on the launch may be requeued by hand, too.
    try await recordGone(region: wait.region, instanceID: instance)
    if let refusal = try await relaunchRefusal(watched, instance: instance, limit: order.limit) {
      let error = order.error.final(refusal)
      _ = try await carryOut(.fail(error), on: wait, calls: order.calls, rung: nil)
      return .failed(error)
    }
    let launch: JobID = watched[1]
    let shown: JobError? = order.error
    try await run(Statements.Relaunch.launchAgain, ["now": now.rawValue, "id": launch] + shown.columns)
    effects.noteWork()
    try await blockAgain(behind: launch, order)
    return .relaunched(launch: launch, count: watched[3] + 1)
  }

  /// - Parameter watched: what `Statements.Relaunch.watched` selects.
  private func relaunchRefusal(_ watched: Row, instance: String, limit: Int) async throws -> Relaunch.Refusal? {
    guard let launch: JobID = watched[1], try JobState(stored: watched[2]) == .succeeded, watched[5] else {
      return .notItsLaunch
    }
    if try await isUnwanted(instance, of: launch) { return .unwanted }
    let relaunches: Int = watched[3]
    guard relaunches < limit else { return .limit(relaunches) }
    if let deadline = watched.timestampIfAny(4), deadline <= now { return .deadline(deadline) }
    return nil
  }

  /// Whether a terminate job names the instance, or stands behind the launch that made it.
  func isUnwanted(_ instance: String, of launch: JobID) async throws -> Bool {
    if try await id(Statements.Relaunch.isUnwanted, ["launch": launch, "instance": instance]) != nil { return true }
    let order = JobSpec.terminate(TerminateSpec(instanceID: instance))
    let digest = SpecWriter.digest(kind: .terminate, body: try order.canonicalJSON())
    guard let spec = try await id(Statements.Enqueue.knownSpec, [digest]) else { return false }
    return try await id(Statements.Relaunch.terminationOf, [spec]) != nil
  }

  private func blockAgain(behind launch: JobID, _ order: Relaunch) async throws {
    for job in try await rows(Statements.Relaunch.standingOnIt, [launch]) {
      let id: JobID = job[0]
      let state = try JobState(stored: job[2])
      if state == .running || state == .polling {
        let calls = id == order.wait.id ? order.calls : 0
        try await endAttempt(job: id, number: job[1], .retrying, error: order.error, calls: calls)
      }
      try await run(Statements.Relaunch.blockAgain, [now.rawValue, id])
    }
  }
}
