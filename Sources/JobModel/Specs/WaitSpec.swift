/// What to wait for. The instance is named here, or is that of the launch the job depends on.
package struct WaitSpec: Sendable, Hashable, Codable {
  package enum Goal: String, Sendable, Codable, CaseIterable {
    case running = "instance-running"
    /// Running, then system and instance checks passed.
    case statusOK = "instance-status-ok"
    case terminated = "instance-terminated"
  }
  package var goal: Goal
  package var instanceID: String?
  /// Seconds until running (or terminated), from when the wait began.
  package var timeout: Int
  /// Seconds for the checks, from when the instance was first seen running.
  package var checksTimeout: Int
  /// Whether an instance whose wait failed is terminated; nil: no.
  package var terminateOnFailure: Bool?

  package init(
    goal: Goal = .statusOK, instanceID: String? = nil, timeout: Int = 300, checksTimeout: Int = 600,
    terminateOnFailure: Bool? = nil
  ) {
    self.goal = goal
    self.instanceID = instanceID
    self.timeout = timeout
    self.checksTimeout = checksTimeout
    self.terminateOnFailure = terminateOnFailure
  }

  enum CodingKeys: String, CodingKey {
    case goal = "for"
    case instanceID = "instance_id"
    case timeout
    case checksTimeout = "checks_timeout"
    case terminateOnFailure = "terminate_on_failure"
  }
}
