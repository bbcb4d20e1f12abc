/// Shows states and status checks; only of running instances unless `IncludeAllInstances` is true.
///
/// Source: AWS, "DescribeInstanceStatus" in the EC2 API reference.
enum DescribeInstanceStatus: Action {
  static let name = "DescribeInstanceStatus"
  static let parameters = ParameterNames(
    "Filter.N.Name Filter.N.Value.N IncludeAllInstances IncludeManagedResources InstanceId.N MaxResults NextToken")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let ids = call.parameters.list("InstanceId")
    guard ids.count <= 100 else {
      throw .invalidParameterValue("The number of instance IDs (\(ids.count)) exceeds the maximum of 100")
    }
    let includesAll = try call.parameters.boolean("IncludeAllInstances") ?? false
    let selection = try InstanceSelection(call, in: region)
    let page = try Page(call.parameters, byID: !ids.isEmpty)
    let (instances, next) = selection.page(page, of: region, now: call.now) {
      includesAll || $0.state(at: call.now) == .running
    }
    let view = InstanceXML(region: region, now: call.now, showsDevices: false)
    xml.list("instanceStatusSet", instances) { xml, instance in
      xml.element("instanceId", instance.id)
      xml.element("availabilityZone", instance.zone.name)
      xml.element("availabilityZoneId", instance.zone.id)
      view.writeState(instance.state(at: call.now), as: "instanceState", to: &xml)
      write(instance.lifecycle.check(.system, at: call.now), as: "systemStatus", to: &xml)
      write(instance.lifecycle.check(.instance, at: call.now), as: "instanceStatus", to: &xml)
    }
    xml.element("nextToken", next)
    return Effect(instanceIDs: ids)
  }

  private static func write(_ check: CheckStatus, as name: String, to xml: inout XMLWriter) {
    xml.element(name) { xml in
      xml.element("status", check.rawValue)
      guard let reachability = check.reachability else { return }
      xml.list("details", [reachability]) {
        $0.element("name", "reachability")
        $0.element("status", $1)
      }
    }
  }
}
