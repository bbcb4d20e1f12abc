/// Who works on this database, so that producers and status can tell.
package protocol WorkerRoster: Sendable {
  func join(_ worker: WorkerRecord, lease: Duration) async throws
  /// Shows that it lives and how many jobs it holds.
  func beat(_ worker: String, holding: Int, lease: Duration) async throws
  /// Shows why this worker rests, and since when; nil once it goes on.
  func show(rest: WorkerRest?, of worker: String) async throws
  func leave(_ worker: String) async throws
}

/// A worker that takes nothing because its credentials do not work.
package struct WorkerRest: Sendable, Equatable {
  package var since: Timestamp
  package var reason: String

  package init(since: Timestamp, reason: String) {
    self.since = since
    self.reason = reason
  }
}

package struct WorkerRecord: Sendable, Equatable {
  /// `host:pid:random`; also the holder of its leases.
  package var id: String
  package var host: String
  package var processID: Int
  /// Empty means every queue.
  package var queues: [String]
  package var concurrency: Int
  /// Works for one follower's jobs only and is no help to others.
  package var isFollower: Bool
  package var startedAt: Timestamp
  package var lastSeenAt: Timestamp
  package var holding: Int
  /// False once its lease ran out.
  package var isAlive: Bool
  /// Nil while it works.
  package var rest: WorkerRest?
  /// The jobs that it runs now, by kind.
  package var work: [JobKind: Int] = [:]
  /// What it does for all.
  package var charges: [Charge] = []

  package init(
    id: String, host: String, processID: Int, queues: [String], concurrency: Int, isFollower: Bool,
    startedAt: Timestamp, lastSeenAt: Timestamp, holding: Int = 0, isAlive: Bool = true,
    rest: WorkerRest? = nil
  ) {
    self.id = id
    self.host = host
    self.processID = processID
    self.queues = queues
    self.concurrency = concurrency
    self.isFollower = isFollower
    self.startedAt = startedAt
    self.lastSeenAt = lastSeenAt
    self.holding = holding
    self.isAlive = isAlive
    self.rest = rest
  }
}
