/// That a type can be had in a zone: what EC2 offers, whether or not it has any left.
package struct InstanceTypeOffering: Sendable, Hashable, Codable {
  package var instanceType: String
  /// The availability zone's name.
  package var location: String

  package init(instanceType: String, location: String) {
    self.instanceType = instanceType
    self.location = location
  }
}
