/// The stored state of a job. Each case says who moves a job out of it.
package enum JobState: String, Sendable, Codable, CaseIterable {
  /// Waits for the job it depends on; the transaction that finishes that job moves it.
  case blocked
  /// May be claimed at `run_at`; a claim moves it. Shown as scheduled, ready or retrying.
  case ready
  /// Leased by a worker; its holder moves it, or rescue after the lease expired.
  case running
  /// Parked on EC2 and costs no worker slot; the poller moves it.
  case polling
  /// Final; only a requeue, or the loss of the instance they stand on, moves these three.
  case succeeded, failed, cancelled

  package var isFinal: Bool { self == .succeeded || self == .failed || self == .cancelled }

  /// The states a job may move to from this one. Everything else is a bug in a store.
  package var successors: Set<JobState> {
    switch self {
    case .blocked: [.ready, .failed, .cancelled]
    case .ready: [.running, .cancelled, .failed, .ready, .blocked]
    case .running: [.ready, .polling, .succeeded, .failed, .cancelled, .blocked]
    case .polling: [.polling, .ready, .succeeded, .failed, .cancelled, .blocked]
    case .succeeded: [.ready, .blocked]
    case .failed, .cancelled: [.ready, .blocked]
    }
  }
}

/// The word a person reads and filters by: the stored state, with `ready` told apart in three.
package enum ShownState: String, Sendable, Codable, CaseIterable {
  case blocked, scheduled, ready, retrying, running, polling, succeeded, failed, cancelled

  package init(_ state: JobState, runAt: Timestamp, hasError: Bool, now: Timestamp) {
    switch state {
    case .blocked: self = .blocked
    case .ready: self = hasError ? .retrying : runAt > now ? .scheduled : .ready
    case .running: self = .running
    case .polling: self = .polling
    case .succeeded: self = .succeeded
    case .failed: self = .failed
    case .cancelled: self = .cancelled
    }
  }
}
