import Foundation
package import JobModel
package import LaunchPolicy

/// How a worker works. Times are settings so that tests can turn them.
package struct WorkerSettings: Sendable {
  /// When a worker ends by itself.
  package enum Until: Sendable {
    /// Nothing ready, retrying, running or polling.
    case idle
    /// Nothing scheduled or blocked either.
    case drained
  }
  package var id: String
  package var host: String
  package var processID: Int
  /// EC2 calls in flight.
  package var concurrency: Int
  /// Empty means every queue.
  package var queues: [String]
  /// Only these jobs; nil means all.
  package var only: [JobID]?
  package var until: Until?
  package var lease: Duration
  package var callLimits: CallLimits
  package var settlement: Settlement.Limits
  /// How often an instance is looked at while something waits for it.
  package var pollInterval: Duration
  /// How often living instances are compared with what is on record, in regions where this worker launches.
  package var reconcileInterval: Duration
  /// How long a worker with nothing to do sleeps before it looks again, where it hears no hints, rests, or is to end by
  /// itself.
  package var idleDelay: Duration
  /// The same where it hears them: one may have been lost.
  package var safetyDelay: Duration

  package init(
    concurrency: Int = 8, queues: [String] = [], only: [JobID]? = nil, until: Until? = nil,
    lease: Duration = JobDefaults.lease, callLimits: CallLimits = .aws, settlement: Settlement.Limits = .init(),
    pollInterval: Duration = .seconds(5), reconcileInterval: Duration = .seconds(15 * 60),
    idleDelay: Duration = .milliseconds(250), safetyDelay: Duration = .seconds(2)
  ) {
    self.host = ProcessInfo.processInfo.hostName
    self.processID = Int(ProcessInfo.processInfo.processIdentifier)
    self.id = "\(host):\(processID):\(UUID().uuidString.prefix(8).lowercased())"
    self.concurrency = concurrency
    self.queues = queues
    self.only = only
    self.until = until
    self.lease = lease
    self.callLimits = callLimits
    self.settlement = settlement
    self.pollInterval = pollInterval
    self.reconcileInterval = reconcileInterval
    self.idleDelay = idleDelay
    self.safetyDelay = safetyDelay
  }
}
