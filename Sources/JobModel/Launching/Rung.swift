/// One step of a launch's ladder: an offering (market, type, zone), its subnet, and the image for its architecture.
package struct Rung: Sendable, Hashable, Codable {
  package var market: Market
  package var instanceType: String
  package var availabilityZone: String?
  package var subnetID: String?
  package var imageID: String?

  package init(
    market: Market, instanceType: String, availabilityZone: String? = nil, subnetID: String? = nil,
    imageID: String? = nil
  ) {
    self.market = market
    self.instanceType = instanceType
    self.availabilityZone = availabilityZone
    self.subnetID = subnetID
    self.imageID = imageID
  }

  enum CodingKeys: String, CodingKey {
    case market
    case instanceType = "instance_type"
    case availabilityZone = "availability_zone"
    case subnetID = "subnet_id"
    case imageID = "image_id"
  }
}

extension Rung: CustomStringConvertible {
  /// `spot t3.medium us-east-1a`, with the subnet where no zone is known.
  package var description: String {
    let place = availabilityZone ?? subnetID ?? "any zone"
    return "\(market.rawValue) \(instanceType) \(place)"
  }
}
