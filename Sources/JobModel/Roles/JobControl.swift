/// What people order: changes that are not a worker's. Each that changes something is on record with that change: who
/// gave it, and when. The parts of one pruning are one order.
package protocol JobControl: Sendable {
  /// Failed, cancelled or retrying jobs run again now with fresh budgets; what is behind them waits again. Where there
  /// are no changes, a launch whose instance was lost to EC2's want of capacity runs again with the wait that failed of
  /// that; its result stands behind those of `ids`.
  ///
  /// Changes make another spec of a launch's. A job with an open request is settled first: they take effect with the
  /// end of that request if it launched nothing for the job, and are dropped otherwise.
  func requeue(_ ids: [JobID], options: RequeueOptions, by person: Operator) async throws -> [ControlResult]

  /// What ``requeue(_:options:by:)`` would answer now; changes nothing.
  func previewRequeue(_ ids: [JobID], options: RequeueOptions) async throws -> [ControlResult]

  /// Ends jobs that are not final. A running one is asked to; one with an open request is settled first.
  func cancel(_ ids: [JobID], keepInstance: Bool, by person: Operator) async throws -> [ControlResult]

  /// From now on nothing of this is claimed; false where just that is paused already, which stays as it is.
  func pause(_ scope: Pause.Scope, reason: String?, by person: Operator) async throws -> Bool

  /// Ends the pause of just that scope, or every pause; answers which have ended.
  func resume(_ scope: Pause.Scope?, by person: Operator) async throws -> [Pause]

  /// Removes those of these jobs from the record that ``JobCatalog/prunable(finishedBefore:)`` still allows, and what
  /// belongs to them alone. Their unique keys stay. Answers which are gone.
  func prune(_ ids: [JobID], finishedBefore: Timestamp, by person: Operator) async throws -> [JobID]

  /// Ends a pruning: forgets unique keys of jobs that were removed before then, and what nothing refers to any more.
  /// Answers how many keys are forgotten.
  func endPruning(keysBefore: Timestamp, by person: Operator) async throws -> Int
}

package struct RequeueOptions: Sendable, Equatable {
  /// Requeue a launch whose outcome is not known: the caller vouches that nothing was launched.
  package var assumeNotLaunched: Bool

  /// Of launches; other jobs are refused where there are any.
  package var changes: LaunchChanges

  /// Terminations that would end at once what is launched now are cancelled, or stay as they ended.
  package var keepInstance: Bool

  package init(
    assumeNotLaunched: Bool = false, changes: LaunchChanges = LaunchChanges(), keepInstance: Bool = false
  ) {
    self.assumeNotLaunched = assumeNotLaunched
    self.changes = changes
    self.keepInstance = keepInstance
  }
}

/// What an order did to one job.
package struct ControlResult: Sendable, Equatable {
  package enum Effect: Sendable, Hashable {
    case done
    /// Will happen once its worker or its open request is through.
    case requested
    /// Nothing changed, and why: `is running`, `succeeded and its instance may still live`.
    case refused(String)
  }
  package var id: JobID
  package var effect: Effect
  /// Of a requeue: terminations that end what comes of this job as soon as what they stand behind is over.
  package var endings: [JobID]

  package init(id: JobID, effect: Effect, endings: [JobID] = []) {
    self.id = id
    self.effect = effect
    self.endings = endings
  }
}
