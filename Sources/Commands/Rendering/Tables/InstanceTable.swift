import JobModel

/// Instances on record as a table for people.
enum InstanceTable {
  static func render(_ instances: [InstanceRecord], now: Timestamp, on screen: Screen = .plain) -> String {
    var table = TextTable([
      "INSTANCE", "TYPE", "MARKET", "ZONE", "STATE", "PUBLIC", "PRIVATE", "JOB", "DEPLOYMENT", "LAUNCHED",
    ])
    for instance in instances {
      let resource = instance.resource
      let market: Market = resource.isSpot ? .spot : .onDemand
      table.rows.append([
        resource.instanceID, resource.instanceType, market.rawValue, resource.availabilityZone ?? instance.region,
        state(instance, now: now), resource.publicIP ?? "-", resource.privateIP ?? "-", "\(instance.job)",
        instance.deployment ?? "-", "\(DurationText.rough(now - (resource.launchTime ?? instance.recordedAt))) ago",
      ])
    }
    table.lesser = ["PRIVATE", "DEPLOYMENT", "MARKET", "JOB"]
    return table.render(on: screen)
  }

  /// As last known; since when, where it is gone.
  private static func state(_ instance: InstanceRecord, now: Timestamp) -> String {
    guard let goneAt = instance.goneAt else { return instance.resource.state }
    return "gone \(DurationText.rough(now - goneAt)) ago"
  }
}
