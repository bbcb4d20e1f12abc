import Foundation

/// Where a launch goes and how many instances it gets there: all in one subnet, as EC2 does.
struct Placement: Sendable {
  let subnet: Network.Subnet
  let count: Int

  /// Takes the subnet that the plan names; otherwise the first zone with room for all, otherwise the one with most.
  ///
  /// - Parameter ignoringCapacity: whether only addresses and quotas count.
  init(_ plan: LaunchPlan, in region: Region, at now: Date, ignoringCapacity: Bool = false) throws(APIError) {
    let candidates = try Self.candidates(plan, in: region)
    let allowed = try Self.allowance(plan, in: region)
    let rooms = region.network.subnets.map { subnet in
      let offering = Offering(market: plan.market, instanceType: plan.type.name, zone: subnet.zone.name)
      return Room(
        subnet: subnet, capacity: ignoringCapacity ? .max : region.capacity.room(for: offering, at: now))
    }
    let open = rooms.filter { candidates.contains($0.subnet.id) }
    let most = min(plan.counts.upperBound, allowed)
    let chosen = open.first { $0.total >= most } ?? open.max { $0.total < $1.total }
    guard let chosen, chosen.total >= plan.counts.lowerBound else {
      let offering = rooms.filter {
        $0.subnet.isDefault && region.policies.offers(plan.type, in: $0.subnet.zone)
      }
      throw Self.refusal(plan, others: offering, candidates: open)
    }
    subnet = chosen.subnet
    count = min(chosen.total, most)
  }

  private struct Room {
    let subnet: Network.Subnet
    let capacity: Int
    var total: Int { min(capacity, subnet.addresses.free) }
  }

  /// The subnets that it may go to: only those whose zone offers the type.
  private static func candidates(_ plan: LaunchPlan, in region: Region) throws(APIError) -> [String] {
    let zones = region.zones(offering: plan.type).map(\.name)
    if let named = plan.subnet {
      guard !zones.contains(named.zone.name) else { return [named.id] }
      let others = zones.isEmpty ? "" : " or choosing \(zones.joined(separator: ", "))"
      throw APIError(
        code: "Unsupported",
        message:
          "Your requested instance type (\(plan.type.name)) is not supported in your requested Availability Zone "
          + "(\(named.zone.name)). Please retry your request by not specifying an Availability Zone\(others).")
    }
    guard !zones.isEmpty else {
      throw APIError(
        code: "Unsupported",
        message: "The requested configuration is currently not supported. Please check the documentation for supported "
          + "configurations.")
    }
    return region.network.subnets.filter { $0.isDefault && zones.contains($0.zone.name) }.map(\.id)
  }

  /// How many instances the account's quotas leave room for.
  private static func allowance(_ plan: LaunchPlan, in region: Region) throws(APIError) -> Int {
    var allowed = Int.max
    for quota in region.policies.quotas where quota.counts(plan.type, in: plan.market) {
      let room = max(0, quota.vcpus - region.capacity.vcpus(in: quota)) / plan.type.vcpus
      let least = quota.isShared ? plan.counts.lowerBound : plan.counts.upperBound
      guard room >= least else { throw exceeded(quota) }
      allowed = min(allowed, room)
    }
    return allowed
  }

  private static func exceeded(_ quota: Quota) -> APIError {
    quota.market == .spot
      ? APIError(code: "MaxSpotInstanceCountExceeded", message: "Max spot instance count exceeded")
      : APIError(
        code: "VcpuLimitExceeded",
        message: "You have requested more vCPU capacity than your current vCPU limit of \(quota.vcpus) allows for the "
          + "instance bucket that the specified instance type belongs to. Please visit "
          + "http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.")
  }

  private static func refusal(_ plan: LaunchPlan, others: [Room], candidates: [Room]) -> APIError {
    let least = plan.counts.lowerBound
    if let full = candidates.first(where: { $0.capacity >= least }) {
      return APIError(
        code: "InsufficientFreeAddressesInSubnet",
        message: "There are not enough free addresses in subnet '\(full.subnet.id)' to satisfy the requested number "
          + "of instances.")
    }
    let refusal = CapacityRefusal(
      instanceType: plan.type.name, zone: plan.subnet?.zone.name,
      others: others.filter { $0.total >= least }.map(\.subnet.zone.name), volumeType: plan.devices[0].type)
    return refusal.error(plan.market == .spot ? .spot : plan.subnet == nil ? .volumes : .zone)
  }
}
