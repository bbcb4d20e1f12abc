/// An instance's state and the two checks on it.
package struct InstanceStatus: Sendable, Equatable, Codable {
  package var instanceID: String
  package var availabilityZone: String?
  /// As `Instance.state`.
  package var state: String
  /// `ok`, `initializing`, `impaired`, `insufficient-data` or `not-applicable`.
  package var systemStatus: String
  /// As `systemStatus`.
  package var instanceStatus: String

  package init(
    instanceID: String, availabilityZone: String? = nil, state: String, systemStatus: String, instanceStatus: String
  ) {
    self.instanceID = instanceID
    self.availabilityZone = availabilityZone
    self.state = state
    self.systemStatus = systemStatus
    self.instanceStatus = instanceStatus
  }
}
