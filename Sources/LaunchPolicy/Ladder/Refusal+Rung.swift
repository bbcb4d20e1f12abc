package import AWSCore
package import EC2
package import JobModel

extension Refusal {
  /// How long a pair that EC2 does not offer stays closed, and how long a limit of the account.
  package static let absenceRest: Duration = .seconds(24 * 3600)
  package static let quotaRest: Duration = .seconds(60)

  /// What EC2's refusal of a rung closes; nil where it says nothing about the rung.
  /// - Parameter batchLimit: how many may be asked for next, where their number was refused.
  package init?(_ error: AWSError, rung: Rung, spec: LaunchSpec, specID: Int64, batchLimit: Int? = nil) {
    let errorClass = ErrorClass(error)
    let configuration = ClosingKey.configuration(of: rung, specID: specID)
    let key: ClosingKey
    var rest: Duration?
    switch errorClass {
    case .capacity: key = Self.capacityKey(error.code, rung, spec) ?? configuration
    case .offering:
      // Other words than these may be about what else this launch asks for.
      key = Self.namesTypeAndZone(error.message) ? ClosingKey(.offering, rung.offering) : configuration
      rest = Self.absenceRest
    case .quota:
      // Other limits are those of what else this launch asks for: volumes, interfaces, addresses.
      let countsVCPUs = ["VcpuLimitExceeded", "InstanceLimitExceeded"].contains(error.code)
      key = countsVCPUs ? .quota(of: rung) : configuration
      rest = Self.quotaRest
    // Of one alone it is as it is for all time.
    case .batch where batchLimit != nil: key = configuration
    default: return nil
    }
    self.init(
      region: error.region, key: key, code: error.code, errorClass: errorClass, message: error.message,
      requestID: error.requestID,
      suggestedZones: errorClass == .capacity
        ? CapacityMessage.suggestedZones(in: error.message, region: error.region) : [],
      rest: rest, batchLimit: batchLimit)
  }

  /// What an instance's death for want of capacity closes.
  package init(death reason: StateReason, rung: Rung, region: String) {
    self.init(
      region: region, key: ClosingKey(.offering, rung.offering), code: reason.code, message: reason.message)
  }

  /// Nil where only this configuration is short: a placement group, a reservation, a host, a volume, an address.
  private static func capacityKey(_ code: String, _ rung: Rung, _ spec: LaunchSpec) -> ClosingKey? {
    switch code {
    case "InsufficientFreeAddressesInSubnet": return .subnet(of: rung)
    case "SpotMaxPriceTooLow": return spec.maxPrice.map { .price(of: rung, atMost: $0) }
    case "MaxSpotInstanceCountExceeded": return .quota(of: rung)
    case "InsufficientInstanceCapacity", "InsufficientCapacity", "UnfulfillableCapacity":
      let isPlain = spec.placementGroup == nil && spec.capacityReservationID == nil
      return isPlain ? ClosingKey(.offering, rung.offering) : nil
    default: return nil
    }
  }

  private static func namesTypeAndZone(_ message: String) -> Bool {
    message.contains("requested instance type") && message.contains("Availability Zone")
  }
}
