import Foundation

/// Shows the spot requests that launches made.
///
/// Source: AWS, "DescribeSpotInstanceRequests" in the EC2 API reference.
enum DescribeSpotInstanceRequests: Action {
  static let name = "DescribeSpotInstanceRequests"
  static let parameters = ParameterNames(
    "Filter.N.Name Filter.N.Value.N MaxResults NextToken SpotInstanceRequestId.N")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(
      call.parameters,
      names: [
        "instance-id", "launch.instance-type", "launched-availability-zone", "spot-instance-request-id", "state",
        "status-code", "type",
      ])
    let ids = call.parameters.list("SpotInstanceRequestId")
    let region = region
    let named = try region.spotRequests.positions(of: ids) { .unknownSpotRequests($0) }
    let page = try Page(call.parameters, byID: !ids.isEmpty)
    func matches(_ position: Int) -> Bool {
      let request = region.spotRequests.rows[position]
      guard let instance = region.instances[request.instanceID], region.knows(instance, at: call.now) else {
        return false
      }
      let status = request.status(at: call.now)
      return filters.match(tags: request.tags) { filter in
        switch filter {
        case "instance-id": hasInstance(status) ? [request.instanceID] : []
        case "launch.instance-type": [instance.plan.type.name]
        case "launched-availability-zone": [instance.zone.name]
        case "spot-instance-request-id": [request.id]
        case "state": [status.state]
        case "status-code": [status.code]
        case "type": ["one-time"]
        default: []
        }
      }
    }
    let candidates = ids.isEmpty ? candidates(filters, in: region) : named
    let cut =
      candidates.map { page.cut($0, where: matches) } ?? page.cut(region.spotRequests.rows.indices, where: matches)
    xml.list("spotInstanceRequestSet", cut.positions.map { region.spotRequests.rows[$0] }) { xml, request in
      guard let instance = region.instances[request.instanceID] else { return }
      write(request, of: instance, now: call.now, to: &xml)
    }
    xml.element("nextToken", cut.next)
    return .none
  }

  /// The positions of the requests of the instances that a filter names; nil looks at all.
  static func candidates(_ filters: Filters, in region: Region) -> [Int]? {
    filters.exactValues("instance-id").map { ids in
      Set(ids.compactMap { region.instances[$0]?.spotRequestID }.compactMap(region.spotRequests.position(of:)))
        .sorted()
    }
  }

  /// A request that waits, or that ended before it was fulfilled, names no instance.
  private static func hasInstance(_ status: SpotStatus) -> Bool {
    status.state != "open" && !status.endsUnfulfilled
  }

  private static func write(_ request: SpotRequest, of instance: Instance, now: Date, to xml: inout XMLWriter) {
    let status = request.status(at: now)
    xml.element("spotInstanceRequestId", request.id)
    xml.element("spotPrice", request.maxPrice)
    xml.element("type", "one-time")
    xml.element("state", status.state)
    xml.element("status") {
      $0.element("code", status.code)
      $0.element("updateTime", status.updatedAt.ec2)
      $0.element("message", status.message)
    }
    xml.element("launchSpecification") {
      $0.element("imageId", instance.plan.image.id)
      $0.element("keyName", instance.plan.keyName)
      $0.element("instanceType", instance.plan.type.name)
      $0.element("subnetId", instance.subnetID)
      $0.element("placement") { $0.element("availabilityZone", instance.zone.name) }
      $0.list("groupSet", instance.plan.groups) {
        $0.element("groupId", $1.id)
        $0.element("groupName", $1.name)
      }
      $0.element("ebsOptimized", instance.plan.isEBSOptimized)
      $0.element("monitoring") { $0.element("enabled", instance.plan.isMonitored) }
    }
    if hasInstance(status) { xml.element("instanceId", request.instanceID) }
    xml.element("createTime", request.createdAt.ec2)
    xml.element("productDescription", "Linux/UNIX")
    xml.element("launchedAvailabilityZone", instance.zone.name)
    xml.element("instanceInterruptionBehavior", "terminate")
    xml.tagSet(request.tags)
  }
}

extension APIError {
  static func unknownSpotRequests(_ ids: [String]) -> Self {
    .notFound("InvalidSpotInstanceRequestID.NotFound", noun: "spot instance request ID", ids: ids)
  }
}
