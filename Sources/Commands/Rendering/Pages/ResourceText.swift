import JobModel

/// An instance, a line a fact.
enum ResourceText {
  static func fields(
    _ resource: EC2Resource, goneAt: Timestamp?, now: Timestamp
  ) -> [(name: String, value: String)] {
    let market: Market = resource.isSpot ? .spot : .onDemand
    let state = goneAt.map { "gone since \($0), \(DurationText.rough(now - $0)) ago" } ?? resource.state
    var fields = [
      ("instance", "\(resource.instanceID), \(state)"),
      (
        "is",
        [resource.instanceType, market.rawValue, resource.availabilityZone, resource.subnetID]
          .compactMap(\.self).joined(separator: ", ")
      ),
      ("addresses", [resource.publicIP, resource.privateIP].compactMap(\.self).joined(separator: ", ")),
      ("image", resource.amiID),
    ]
    if let request = resource.spotRequestID { fields.append(("spot request", request)) }
    if let launched = resource.launchTime {
      fields.append(("launched", "\(launched), \(DurationText.rough(now - launched)) ago"))
    }
    return fields.filter { !$0.1.isEmpty }
  }
}
