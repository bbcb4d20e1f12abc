/// A limit on how many instances may live at once among the offerings that it matches.
///
/// An offering is (market, instance type, zone); a nil field matches every value. A launch must fit into **every** pool
/// that matches it, so a zone's pool and a type's pool both hold. Each region counts for itself.
package struct CapacityPool: Sendable, Equatable, Codable {
  package enum Market: String, Sendable, Codable {
    case spot
    case onDemand = "on-demand"
  }

  package var market: Market?
  package var instanceType: String?
  package var zone: String?
  /// How many may live at once while the pool is open; nil means any number.
  package var available: Int?
  /// Nothing can be launched before this long after the pool was added.
  package var opensAfter: Duration?
  /// Nothing can be launched from this long after the pool was added.
  package var closesAfter: Duration?

  package init(
    market: Market? = nil, instanceType: String? = nil, zone: String? = nil, available: Int? = nil,
    opensAfter: Duration? = nil, closesAfter: Duration? = nil
  ) {
    self.market = market
    self.instanceType = instanceType
    self.zone = zone
    self.available = available
    self.opensAfter = opensAfter
    self.closesAfter = closesAfter
  }

  /// A pool of that market, type and zone in which nothing can be launched until it is replaced.
  package static func closed(market: Market? = nil, instanceType: String? = nil, zone: String? = nil) -> Self {
    Self(market: market, instanceType: instanceType, zone: zone, available: 0)
  }

  /// How many may live at once, that long after the pool was added.
  func limit(after elapsed: Duration) -> Int {
    if let opensAfter, elapsed < opensAfter { return 0 }
    if let closesAfter, elapsed >= closesAfter { return 0 }
    return available ?? .max
  }

  /// Whether both speak of the same market, type and zone, whatever their limits.
  func hasSameScope(as other: Self) -> Bool {
    market == other.market && instanceType == other.instanceType && zone == other.zone
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case market
    case instanceType = "instance_type"
    case zone, available
    case opensAfter = "opens_after"
    case closesAfter = "closes_after"
  }

  package init(from decoder: any Decoder) throws {
    try StrictKeys.check(decoder, CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    market = try values.decodeIfPresent(Market.self, forKey: .market)
    instanceType = try values.decodeIfPresent(String.self, forKey: .instanceType)
    zone = try values.decodeIfPresent(String.self, forKey: .zone)
    available = try values.decodeIfPresent(Int.self, forKey: .available)
    opensAfter = try values.decodeIfPresent(Seconds.self, forKey: .opensAfter)?.duration
    closesAfter = try values.decodeIfPresent(Seconds.self, forKey: .closesAfter)?.duration
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(market, forKey: .market)
    try values.encodeIfPresent(instanceType, forKey: .instanceType)
    try values.encodeIfPresent(zone, forKey: .zone)
    try values.encodeIfPresent(available, forKey: .available)
    try values.encodeIfPresent(opensAfter.map(Seconds.init), forKey: .opensAfter)
    try values.encodeIfPresent(closesAfter.map(Seconds.init), forKey: .closesAfter)
  }
}
