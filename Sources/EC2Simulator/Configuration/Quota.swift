/// How many vCPUs may live at once in an account and region.
///
/// Source: AWS, "Amazon EC2 service quotas": on-demand and spot are counted apart, in buckets of families.
package struct Quota: Sendable, Equatable {
  package var market: CapacityPool.Market
  /// `standard`, `g`, `p` and on, see ``InstanceType/bucket``; nil counts all types together.
  package var bucket: String?
  package var vcpus: Int
  /// Whether a call for more than there is room for launches fewer, down to its `MinCount`; else it is refused whole.
  package var isShared: Bool

  package init(
    market: CapacityPool.Market = .onDemand, bucket: String? = nil, vcpus: Int, isShared: Bool = true
  ) {
    self.market = market
    self.bucket = bucket
    self.vcpus = vcpus
    self.isShared = isShared
  }

  func counts(_ type: InstanceType, in market: CapacityPool.Market) -> Bool {
    self.market == market && (bucket.map { $0 == type.bucket } ?? true)
  }
}

extension Quota: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case market, bucket, vcpus
    case isShared = "launches_fewer"
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      market: try values.decodeIfPresent(CapacityPool.Market.self, forKey: .market) ?? .onDemand,
      bucket: try values.decodeIfPresent(String.self, forKey: .bucket),
      vcpus: try values.decode(Int.self, forKey: .vcpus),
      isShared: try values.decodeIfPresent(Bool.self, forKey: .isShared) ?? true)
    guard vcpus >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .vcpus, in: values, debugDescription: "'vcpus' may not be negative")
    }
  }
}
