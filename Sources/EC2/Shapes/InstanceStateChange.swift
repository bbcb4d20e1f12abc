/// What TerminateInstances did to one instance: the names of its states before and after.
package struct InstanceStateChange: Sendable, Equatable, Codable {
  package var instanceID: String
  package var previousState: String
  package var currentState: String

  package init(instanceID: String, previousState: String, currentState: String) {
    self.instanceID = instanceID
    self.previousState = previousState
    self.currentState = currentState
  }
}
