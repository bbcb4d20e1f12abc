package import JobModel

extension LaunchSpec {
  /// The rung this launch stands on: its first market, type and place.
  package var firstRung: Rung {
    Rung(
      market: markets.first ?? .onDemand, instanceType: instanceTypes.first ?? "t3.medium",
      availabilityZone: availabilityZones.first, subnetID: subnetIDs.first, imageID: imageID)
  }
}
