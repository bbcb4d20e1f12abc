import Foundation

/// Every region of every account, each made when it is first named.
struct World: Sendable {
  struct Key: Hashable {
    let account: String
    let region: String
  }

  let configuration: SimulatorConfiguration
  private(set) var regions: [Key: Region] = [:]
  private(set) var pools: [CapacityPool] = []
  var policies: Policies
  private var capacity = Capacity()
  private let seed: UInt64
  private let start: Date

  init(configuration: SimulatorConfiguration, seed: UInt64, start: Date) {
    self.configuration = configuration
    self.seed = seed
    self.start = start
    policies = Policies(configuration, seed: seed)
    for pool in configuration.capacity { add(pool, at: start) }
  }

  /// Whether a name is that of a region served here.
  func serves(_ region: String) -> Bool {
    configuration.regions.isEmpty
      ? region.wholeMatch(of: /[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}/) != nil : configuration.regions.contains(region)
  }

  /// Lets `body` read and change a region in place, as it stands at a moment.
  mutating func withRegion<Result>(of caller: Caller, at now: Date, _ body: (inout Region) -> Result) -> Result {
    let key = Key(account: caller.account, region: caller.region)
    if regions[key] == nil {
      var region = Region(
        name: key.region, account: key.account, configuration: configuration,
        seed: seed &+ UInt64(regions.count) &* 0x1000_0000_0000, start: start)
      region.capacity = capacity
      regions[key] = region
    }
    swap(&regions[key]!.policies, &policies)
    defer { swap(&regions[key]!.policies, &policies) }
    regions[key]!.advance(to: now)
    return body(&regions[key]!)
  }

  /// Lets an instance of any region meet a fate, with its times from now.
  ///
  /// - Returns: whether there is such an instance.
  mutating func apply(_ fate: InstanceFate, to id: String, at now: Date) -> Bool {
    guard let key = regions.first(where: { $0.value.instances[id] != nil })?.key else { return false }
    regions[key]!.advance(to: now)
    regions[key]!.apply(fate, to: id, from: now)
    return true
  }

  mutating func add(_ pool: CapacityPool, at now: Date) {
    pools.removeAll { $0.hasSameScope(as: pool) }
    pools.append(pool)
    changeCapacity { $0.add(pool, at: now) }
  }

  mutating func removePools(sameScopeAs pool: CapacityPool) {
    pools.removeAll { $0.hasSameScope(as: pool) }
    changeCapacity { $0.remove(sameScopeAs: pool) }
  }

  mutating func removeAllPools() {
    pools = []
    changeCapacity { $0.removeAll() }
  }

  // The regions count what lives, the world only holds the pools for regions to come.
  private mutating func changeCapacity(_ change: (inout Capacity) -> Void) {
    change(&capacity)
    for key in regions.keys { change(&regions[key]!.capacity) }
  }
}
