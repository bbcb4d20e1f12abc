import JobModel

extension StoreTransaction {
  /// What a requeue's changes make of a launch, on top of changes that are pending already; nil where there are none.
  func changedSpec(of job: ControlledJob, _ changes: LaunchChanges) async throws -> LaunchSpec? {
    guard !changes.isEmpty, case .launch(let spec) = try await ClaimReader(self).spec(job.pendingSpec ?? job.spec)
    else {
      return nil
    }
    return changes.applied(to: spec)
  }

  /// Gives a requeued launch another spec; the key it was enqueued under keeps the first one.
  func change(_ job: ControlledJob, to spec: LaunchSpec, _ changes: LaunchChanges) async throws -> ControlResult.Effect
  {
    let values: Arguments = [
      "spec": try await SpecWriter(self).id(of: .launch(spec)), "retry_for": changes.retryFor?.milliseconds,
      "priority": changes.priority, "id": job.id,
    ]
    guard job.hasOpenRequest else {
      try await run(Statements.Control.change, values)
      return .done
    }
    try await run(Statements.Control.changeLater, values)
    return .requested
  }

  /// Weighs the changes that waited for the end of a job's request, before what was decided about it is written.
  ///
  /// Where the request launched nothing for it they take effect, and the job runs again now with fresh budgets,
  /// whatever its old spec had earned. What launched, or may have, is never relabelled: they are dropped.
  func takingPendingChanges(
    _ outcome: JobOutcome, of job: HeldJob, in closing: LaunchClosing
  ) async throws -> JobOutcome {
    guard let row = try await row(Statements.Control.pending, ["request": closing.request.id, "id": job.id]) else {
      return outcome
    }
    // An instance that is lost already leaves its launch to run again, and so to be changed.
    var launched: Bool = row[0]
    if case .retry = outcome { launched = false }
    if launched || closing.state == .unknown || job.cancelRequested {
      try await run(Statements.Control.dropPending, [job.id])
      return outcome
    }
    try await run(Statements.Control.takePending, [now.rawValue, job.id])
    switch outcome {
    case .fail(let error), .retry(_, let error, _): return .retry(at: now, error, counted: false)
    case .succeed, .poll, .park, .release: return .release
    }
  }
}
