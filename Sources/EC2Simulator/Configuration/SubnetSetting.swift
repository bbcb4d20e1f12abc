/// A subnet more than a region starts with, or another size for one that it starts with.
package struct SubnetSetting: Sendable, Equatable {
  package var zone: String
  /// Makes another subnet, of id `StableIDs.subnet(zone:name:)`; nil changes the zone's default one.
  package var name: String?
  /// Makes the subnet in another VPC, of id `StableIDs.vpc(region:name:)`, with a default group of its own.
  package var vpc: String?
  /// How many addresses are free at the start; nil is all of them.
  package var freeAddresses: Int?

  package init(zone: String, name: String? = nil, vpc: String? = nil, freeAddresses: Int? = nil) {
    self.zone = zone
    self.name = name
    self.vpc = vpc
    self.freeAddresses = freeAddresses
  }
}

extension SubnetSetting: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case zone, name, vpc
    case freeAddresses = "free_addresses"
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      zone: try values.decode(String.self, forKey: .zone), name: try values.decodeIfPresent(String.self, forKey: .name),
      vpc: try values.decodeIfPresent(String.self, forKey: .vpc),
      freeAddresses: try values.decodeIfPresent(Int.self, forKey: .freeAddresses))
    guard vpc == nil || name != nil else {
      throw DecodingError.dataCorruptedError(
        forKey: .vpc, in: values, debugDescription: "a subnet with a 'vpc' needs a 'name'")
    }
    guard freeAddresses ?? 0 >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .freeAddresses, in: values, debugDescription: "'free_addresses' may not be negative")
    }
  }
}
