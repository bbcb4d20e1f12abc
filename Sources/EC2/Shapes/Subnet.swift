/// A subnet: the zone it lies in, and how much room it has.
package struct Subnet: Sendable, Equatable, Codable {
  package var subnetID: String
  package var vpcID: String?
  package var availabilityZone: String
  /// Nil where the answer does not say.
  package var availableIPAddressCount: Int?
  /// Whether it is where a launch that names the zone alone lands.
  package var defaultForAZ: Bool
  /// `pending`, `available`, `unavailable`, …
  package var state: String?

  package init(
    subnetID: String, vpcID: String? = nil, availabilityZone: String, availableIPAddressCount: Int? = nil,
    defaultForAZ: Bool = false, state: String? = nil
  ) {
    self.subnetID = subnetID
    self.vpcID = vpcID
    self.availabilityZone = availabilityZone
    self.availableIPAddressCount = availableIPAddressCount
    self.defaultForAZ = defaultForAZ
    self.state = state
  }
}
