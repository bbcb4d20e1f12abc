import Foundation

/// Where a launch goes and how many instances it gets there: all in one subnet, as EC2 does.
struct Placement: Sendable {
  let subnet: Network.Subnet
  let count: Int

  /// Takes the subnet that the plan names; otherwise the first zone with room for all, otherwise the one with most.
  init(_ plan: LaunchPlan, in region: Region, at now: Date, ignoringCapacity: Bool = false) throws(APIError) {
    let rooms = region.network.subnets.map { subnet in
      let offering = Offering(market: plan.market, instanceType: plan.type.name, zone: subnet.zone.name)
      return Room(
        subnet: subnet, capacity: ignoringCapacity ? .max : region.capacity.room(for: offering, at: now))
    }
    let candidates = plan.subnet.map { named in rooms.filter { $0.subnet.id == named.id } } ?? rooms
    let chosen =
      candidates.first { $0.total >= plan.counts.upperBound } ?? candidates.max { $0.total < $1.total }
    guard let chosen, chosen.total >= plan.counts.lowerBound else {
      throw Self.refusal(plan, rooms: rooms, candidates: candidates)
    }
    subnet = chosen.subnet
    count = min(chosen.total, plan.counts.upperBound)
  }

  private struct Room {
    let subnet: Network.Subnet
    let capacity: Int
    var total: Int { min(capacity, subnet.addresses.free) }
  }

  private static func refusal(_ plan: LaunchPlan, rooms: [Room], candidates: [Room]) -> APIError {
    let least = plan.counts.lowerBound
    if let full = candidates.first(where: { $0.capacity >= least }) {
      return APIError(
        code: "InsufficientFreeAddressesInSubnet",
        message: "There are not enough free addresses in subnet '\(full.subnet.id)' to satisfy the requested number "
          + "of instances.")
    }
    let others = rooms.filter { $0.total >= least }.map(\.subnet.zone.name)
    let refusal = CapacityRefusal(
      instanceType: plan.type.name, zone: plan.subnet?.zone.name, others: others, volumeType: plan.devices[0].type)
    return refusal.error(plan.market == .spot ? .spot : plan.subnet == nil ? .volumes : .zone)
  }
}
