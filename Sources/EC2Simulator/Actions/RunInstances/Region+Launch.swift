import Foundation

extension Region {
  /// Makes the instances of an accepted launch, with their volumes and spot requests.
  ///
  /// - Returns: their ids, by launch index.
  mutating func launch(_ plan: LaunchPlan, at placement: Placement, now: Date) -> [String] {
    let reservation = identifiers.resource("r")
    let ids = (0..<placement.count).map { index in
      launchOne(plan, index: index, reservation: reservation, subnet: placement.subnet, now: now)
    }
    let offering = Offering(
      market: plan.market, instanceType: plan.type.name, zone: placement.subnet.zone.name)
    capacity.take(ids.count, of: offering)
    for id in ids {
      for fate in policies.meet(offering) { apply(fate, to: id) }
    }
    return ids
  }

  private mutating func launchOne(
    _ plan: LaunchPlan, index: Int, reservation: String, subnet: Network.Subnet, now: Date
  ) -> String {
    let id = identifiers.resource("i")
    let volumeIDs = plan.devices.map { device in
      let volume = Volume(
        id: identifiers.resource("vol"), device: device, zone: subnet.zone.name, createdAt: now, instanceID: id,
        tags: plan.volumeTags)
      volumes.append(volume)
      return volume.id
    }
    var spotRequestID: String?
    if plan.market == .spot {
      let request = SpotRequest(
        id: identifiers.spotRequest(), instanceID: id, createdAt: now,
        maxPrice: String(format: "%.6f", plan.maxPrice ?? policies.spotPrice(of: plan.type) * 3),
        tags: plan.spotRequestTags)
      spotRequests.append(request)
      spotRequestID = request.id
    }
    insert(
      Instance(
        id: id, reservationID: reservation, launchIndex: index, plan: plan, subnetID: subnet.id, vpcID: subnet.vpcID,
        zone: subnet.zone,
        privateAddress: network.takeAddress(subnet: subnet.id) ?? "",
        publicAddress: plan.associatePublicAddress ? takePublicAddress() : nil,
        interfaceID: identifiers.resource("eni"), spotRequestID: spotRequestID, volumeIDs: volumeIDs,
        tags: plan.instanceTags, lifecycle: Lifecycle(launchedAt: now, timing: timing),
        visibleFrom: now.adding(visibleAfter)))
    return id
  }
}
