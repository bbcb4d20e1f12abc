/// A region's default VPC: one subnet a zone, one security group.
struct Network: Sendable {
  struct Zone: Sendable, Equatable {
    let name: String
    let id: String
  }

  struct Subnet: Sendable {
    let id: String
    let zone: Zone
    let vpcID: String
    /// `172.31.0.0/20` and on; AWS keeps the first four addresses and the last one.
    var addresses: AddressBlock
  }

  struct SecurityGroup: Sendable, Equatable {
    let id: String
    let name: String
    let description: String
    let vpcID: String
  }

  let region: String
  let vpcID: String
  let zones: [Zone]
  private(set) var subnets: [Subnet]
  let securityGroups: [SecurityGroup]

  static let cidr = "172.31.0.0/16"

  init(region: String) {
    self.region = region
    let vpc = StableIDs.vpc(region: region)
    vpcID = vpc
    zones = (region == "us-east-1" ? "abcdef" : "abc").enumerated().map { number, letter in
      Zone(name: "\(region)\(letter)", id: "\(Self.abbreviation(of: region))-az\(number + 1)")
    }
    subnets = zones.enumerated().map { number, zone in
      Subnet(
        id: StableIDs.subnet(zone: zone.name), zone: zone, vpcID: vpc,
        addresses: AddressBlock(base: (172 << 24) | (31 << 16) | UInt32(number) << 12, prefix: 20))
    }
    securityGroups = [
      SecurityGroup(
        id: StableIDs.securityGroup(region: region), name: "default", description: "default VPC security group",
        vpcID: vpc)
    ]
  }

  func subnet(_ id: String) -> Subnet? { subnets.first { $0.id == id } }
  func subnet(zone: String) -> Subnet? { subnets.first { $0.zone.name == zone } }

  mutating func takeAddress(subnet id: String) -> String? {
    guard let index = subnets.firstIndex(where: { $0.id == id }) else { return nil }
    return subnets[index].addresses.take()
  }

  mutating func giveBack(_ address: String, subnet id: String) {
    guard let index = subnets.firstIndex(where: { $0.id == id }) else { return }
    subnets[index].addresses.giveBack(address)
  }

  /// The short form that zone ids start with: `use1` for `us-east-1`, `apse2` for `ap-southeast-2`.
  private static func abbreviation(of region: String) -> String {
    let parts = region.split(separator: "-")
    return parts.enumerated().map { number, part in
      guard number > 0, number < parts.count - 1 else { return String(part) }
      let compound = ["southeast": "se", "southwest": "sw", "northeast": "ne", "northwest": "nw", "gov": "g"]
      return compound[String(part)] ?? String(part.prefix(1))
    }.joined()
  }
}
