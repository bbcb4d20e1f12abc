/// Something that becomes of some of the instances that are launched.
///
/// An instance meets every fate whose market, type and zone match it and whose dose strikes it.
package struct InstanceFate: Sendable, Equatable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// It goes from pending straight to terminated; after its boot, by way of shutting-down.
    case dies
    /// Its spot capacity is taken back. Instances of other markets do not meet it.
    case interrupted
    /// It stops by itself.
    case stops
    /// A status check, or both, turn impaired.
    case impaired
    /// It takes its own time to boot and to pass its checks.
    case slow
    /// Its spot request says something else than `fulfilled`.
    case spotStatus = "spot_status"
    /// Describe calls and CreateTags do not know it at first.
    case hidden
  }

  package enum Check: String, Sendable, Codable {
    case system, instance, both
  }

  package var kind: Kind
  package var market: CapacityPool.Market?
  /// Wildcards allowed.
  package var instanceType: String?
  package var zone: String?
  package var dose: Dose
  /// How long after the launch; nil is the middle of the boot for `dies`, 30 s for `interrupted`, the end of the
  /// checks for `stops` and `impaired`, and at once for the others.
  package var after: Duration?
  /// Of `impaired`, `spot_status` and `hidden`: how long it stays so; nil is for ever, of `hidden` 5 s.
  package var lasts: Duration?
  /// Of `interrupted`: how long the request is marked for termination first.
  package var notice: Duration?
  /// The StateReason of `dies` and `stops`; the request's status of `interrupted` and `spot_status`.
  package var code: String?
  package var message: String?
  /// Of `impaired`; nil is both.
  package var check: Check?
  /// Of `slow`; nil leaves a time as it is.
  package var bootTime: Duration?
  package var checksTime: Duration?

  package init(
    kind: Kind, market: CapacityPool.Market? = nil, instanceType: String? = nil, zone: String? = nil,
    dose: Dose = Dose(), after: Duration? = nil, code: String? = nil
  ) {
    self.kind = kind
    self.market = market
    self.instanceType = instanceType
    self.zone = zone
    self.dose = dose
    self.after = after
    self.code = code
  }

  func matches(_ offering: Offering) -> Bool {
    guard ![.interrupted, .spotStatus].contains(kind) || offering.market == .spot else { return false }
    return (market.map { $0 == offering.market } ?? true)
      && (instanceType.map { Glob.matches(offering.instanceType, $0) } ?? true)
      && (zone.map { $0 == offering.zone } ?? true)
  }
}
