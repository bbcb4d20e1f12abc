/// What the world does to launches, beside its capacity: the same for every region, counted once for all.
struct Policies: Sendable {
  var offerings: [OfferingRule]
  var quotas: [Quota]
  var fates: [InstanceFate]
  /// Prices of spot that differ from the usual ones, by instance type.
  var spotPrices: [String: Double]
  private var random: SplitMix64

  init(_ configuration: SimulatorConfiguration, seed: UInt64) {
    offerings = configuration.offerings
    quotas = configuration.quotas
    fates = configuration.fates
    spotPrices = configuration.spotPrices
    random = SplitMix64(seed: seed)
  }

  func offers(_ type: InstanceType, in zone: Network.Zone) -> Bool {
    let rule = offerings.last {
      ($0.instanceType.map { Glob.matches(type.name, $0) } ?? true) && ($0.zone.map { $0 == zone.name } ?? true)
    }
    return rule?.offered ?? type.isMade(for: zone)
  }

  func spotPrice(of type: InstanceType) -> Double {
    spotPrices[type.name] ?? type.spotPrice
  }

  /// The fates that a new instance meets; counts it against them.
  mutating func meet(_ offering: Offering) -> [InstanceFate] {
    var met: [InstanceFate] = []
    for index in fates.indices where fates[index].matches(offering) {
      if fates[index].dose.strikes(&random) { met.append(fates[index]) }
    }
    if !met.isEmpty { fates.removeAll { $0.dose.isSpent } }
    return met
  }
}
