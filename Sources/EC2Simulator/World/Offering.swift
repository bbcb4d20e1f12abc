/// What EC2 can be short of: (market, instance type, zone).
struct Offering: Sendable, Hashable {
  let market: CapacityPool.Market
  let instanceType: String
  let zone: String
}
