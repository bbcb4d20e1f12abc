/// A region's VPCs: the default one with a subnet a zone, and those that the configuration adds.
struct Network: Sendable {
  struct Zone: Sendable, Equatable {
    let name: String
    let id: String
  }

  struct Subnet: Sendable {
    let id: String
    let zone: Zone
    let vpcID: String
    /// Whether it is its zone's default one: where launches go that name no subnet.
    let isDefault: Bool
    var addresses: AddressBlock
  }

  struct SecurityGroup: Sendable, Equatable {
    let id: String
    let name: String
    let description: String
    let vpcID: String
  }

  let region: String
  /// Of the default VPC.
  let vpcID: String
  let zones: [Zone]
  private(set) var subnets: [Subnet]
  private(set) var securityGroups: [SecurityGroup]

  /// - Parameter hasDefaultVPC: whether the VPC that it starts with is a default one.
  init(region: String, settings: [SubnetSetting] = [], hasDefaultVPC: Bool = true) {
    self.region = region
    let vpc = StableIDs.vpc(region: region)
    vpcID = vpc
    zones = Zone.all(of: region)
    // `172.31.0.0/20` and on.
    subnets = zones.enumerated().map { number, zone in
      let setting = settings.last { $0.zone == zone.name && $0.name == nil }
      return Subnet(
        id: StableIDs.subnet(zone: zone.name), zone: zone, vpcID: vpc, isDefault: hasDefaultVPC,
        addresses: AddressBlock(
          base: (172 << 24) | (31 << 16) | UInt32(number) << 12, prefix: 20, free: setting?.freeAddresses))
    }
    securityGroups = [
      SecurityGroup(
        id: StableIDs.securityGroup(region: region), name: "default", description: "default VPC security group",
        vpcID: vpc)
    ]
    for setting in settings { add(setting) }
  }

  private mutating func add(_ setting: SubnetSetting) {
    guard let name = setting.name, let zone = zones.first(where: { $0.name == setting.zone }) else { return }
    let number = UInt32(subnets.count - zones.count)
    let base: UInt32
    let prefix: Int
    var vpc = vpcID
    if let other = setting.vpc {
      vpc = StableIDs.vpc(region: region, name: other)
      (base, prefix) = ((10 << 24) | (number & 255) << 16, 16)
      if !securityGroups.contains(where: { $0.vpcID == vpc }) {
        securityGroups.append(
          SecurityGroup(
            id: StableIDs.securityGroup(region: region, vpc: other), name: "default",
            description: "default VPC security group", vpcID: vpc))
      }
    } else {
      (base, prefix) = ((172 << 24) | (31 << 16) | (128 + (number & 127)) << 8, 24)
    }
    subnets.append(
      Subnet(
        id: StableIDs.subnet(zone: zone.name, name: name), zone: zone, vpcID: vpc, isDefault: false,
        addresses: AddressBlock(base: base, prefix: prefix, free: setting.freeAddresses)))
  }

  func subnet(_ id: String) -> Subnet? { subnets.first { $0.id == id } }
  /// A zone's default subnet.
  func subnet(zone: String) -> Subnet? { subnets.first { $0.isDefault && $0.zone.name == zone } }

  mutating func takeAddress(subnet id: String) -> String? {
    guard let index = subnets.firstIndex(where: { $0.id == id }) else { return nil }
    return subnets[index].addresses.take()
  }

  mutating func giveBack(_ address: String, subnet id: String) {
    guard let index = subnets.firstIndex(where: { $0.id == id }) else { return }
    subnets[index].addresses.giveBack(address)
  }
}
