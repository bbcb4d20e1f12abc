/// A launch request before it is stored.
package struct NewLaunchRequest: Sendable, Equatable {
  package var uuid: String
  package var clientToken: String
  package var region: String
  package var rung: Rung
  package var parameters: [UInt8]
  /// The leased jobs it launches for, in the order of their ordinals.
  package var members: [Fence]

  package init(
    uuid: String, clientToken: String, region: String, rung: Rung, parameters: [UInt8], members: [Fence]
  ) {
    self.uuid = uuid
    self.clientToken = clientToken
    self.region = region
    self.rung = rung
    self.parameters = parameters
    self.members = members
  }
}
