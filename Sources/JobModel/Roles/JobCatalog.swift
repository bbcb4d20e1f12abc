/// Reads for people and programs; never changes anything.
package protocol JobCatalog: Sendable {
  /// Newest first, attempts left out unless asked for.
  func jobs(_ selection: Selection, limit: Int?, attempts: Bool) async throws -> [JobRecord]
  /// The instances on record of the launches that a selection means, and those that it names; newest first.
  func instances(_ selection: Selection, limit: Int?) async throws -> [InstanceRecord]
  func counts() async throws -> [JobCount]
  func workers() async throws -> [WorkerRecord]
  /// How much is left to do in these queues (empty: all), or among these jobs, ready terminations of others included.
  func backlog(queues: [String], only: [JobID]?) async throws -> Backlog
  /// These jobs' ids, those of the jobs they still wait for, and of every job that depends on them, however far.
  func related(to ids: [JobID]) async throws -> [JobID]
  /// Every region that a job or a launch request names, or where launching is halted.
  func regions() async throws -> [String]
  /// What is not claimed for now, oldest first.
  func pauses() async throws -> [Pause]
  /// The orders that changed this job, or all of them; newest first.
  func orders(about job: JobID?, limit: Int?) async throws -> [OrderRecord]
  /// Final jobs that ended before then and that nothing needs any more.
  func prunable(finishedBefore: Timestamp) async throws -> Prunable
  /// How many unique keys belong to jobs that were removed before then.
  func keysOfJobs(prunedBefore: Timestamp) async throws -> Int
}

package struct JobCount: Sendable, Equatable {
  package var kind: JobKind
  package var state: ShownState
  package var count: Int
  /// When the oldest of them was enqueued.
  package var oldest: Timestamp

  package init(kind: JobKind, state: ShownState, count: Int, oldest: Timestamp) {
    self.kind = kind
    self.state = state
    self.count = count
    self.oldest = oldest
  }
}

/// What keeps a worker from ending.
package struct Backlog: Sendable, Equatable {
  /// Ready now, or with a retry still to come.
  package var ready: Int
  package var running: Int
  package var polling: Int
  /// First runs that lie in the future.
  package var scheduled: Int
  /// Launches in regions where launching is halted.
  package var halted: Int
  /// Neither claimed nor counted above while they are paused.
  package var paused: Int
  /// First runs that lie in the future, of paused jobs.
  package var pausedLater: Int
  /// Where nothing but blocked jobs is left: the halted and the paused ones, of other queues, that all of them wait for.
  package var haltedElsewhere = 0
  package var pausedElsewhere = 0
  /// Blocked on a job that is not final.
  package var blocked: Int

  package init(
    ready: Int = 0, running: Int = 0, polling: Int = 0, scheduled: Int = 0, blocked: Int = 0, halted: Int = 0,
    paused: Int = 0, pausedLater: Int = 0
  ) {
    self.ready = ready
    self.running = running
    self.polling = polling
    self.scheduled = scheduled
    self.blocked = blocked
    self.halted = halted
    self.paused = paused
    self.pausedLater = pausedLater
  }
}

extension Backlog {
  package enum Verdict: Sendable, Equatable {
    case done
    /// There is work now, or there will be.
    case goesOn
    /// What is left waits for somebody, not for time.
    case isHalted
    case isPaused
  }

  /// Whether a worker may end that was to.
  /// - Parameter waitsForAll: not before first runs that lie in the future, and what is blocked on them, are done too.
  package func verdict(waitsForAll: Bool) -> Verdict {
    guard ready + running + polling == 0, !waitsForAll || scheduled == 0 else { return .goesOn }
    if halted > 0 || waitsForAll && haltedElsewhere > 0 { return .isHalted }
    if paused > 0 || waitsForAll && pausedLater + pausedElsewhere > 0 { return .isPaused }
    return waitsForAll && blocked > 0 ? .goesOn : .done
  }
}
