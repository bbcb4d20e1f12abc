/// How many vCPUs may live at once in an account and region.
///
/// Source: AWS, "Amazon EC2 service quotas": on-demand and spot are counted apart, in buckets of families.
package struct Quota: Sendable, Equatable {
  package var market: CapacityPool.Market
  /// `standard`, `g`, `p` and on, see ``InstanceType/bucket``; nil counts all types together.
  package var bucket: String?
  package var vcpus: Int

  package init(market: CapacityPool.Market = .onDemand, bucket: String? = nil, vcpus: Int) {
    self.market = market
    self.bucket = bucket
    self.vcpus = vcpus
  }

  func counts(_ type: InstanceType, in market: CapacityPool.Market) -> Bool {
    self.market == market && (bucket.map { $0 == type.bucket } ?? true)
  }
}

extension Quota: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case market, bucket, vcpus
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      market: try values.decodeIfPresent(CapacityPool.Market.self, forKey: .market) ?? .onDemand,
      bucket: try values.decodeIfPresent(String.self, forKey: .bucket),
      vcpus: try values.decode(Int.self, forKey: .vcpus))
    guard vcpus >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .vcpus, in: values, debugDescription: "'vcpus' may not be negative")
    }
  }
}
