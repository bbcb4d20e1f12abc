/// What a terminate job leaves behind.
package struct TerminateResult: Sendable, Hashable, Codable {
  /// Nil where there was nothing to terminate.
  package var instanceID: String?
  /// What EC2 said of it: `shutting-down`, `terminated`; `none` where there was nothing.
  package var state: String

  package init(instanceID: String?, state: String) {
    self.instanceID = instanceID
    self.state = state
  }

  enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
    case state
  }
}
