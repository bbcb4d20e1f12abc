import Foundation

/// Ends instances, all that are named or none; ending one again changes nothing.
///
/// Source: AWS, "TerminateInstances" in the EC2 API reference.
enum TerminateInstances: Action {
  static let name = "TerminateInstances"
  static let parameters = ParameterNames("Force InstanceId.N SkipOsShutdown")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let ids = call.parameters.list("InstanceId")
    guard !ids.isEmpty else { throw .missingParameter("InstanceId") }
    guard ids.count <= 1_000 else {
      throw .invalidParameterValue("The number of instance IDs (\(ids.count)) exceeds the maximum of 1000")
    }
    let instances = try region.instancePositions(ids, at: .distantFuture).map { region.instances.rows[$0] }
    for instance in instances where instance.plan.isTerminationDisabled && instance.lifecycle.isLive(at: call.now) {
      throw APIError(
        code: "OperationNotPermitted",
        message: "The instance '\(instance.id)' may not be terminated. Modify its 'disableApiTermination' instance "
          + "attribute and try again.")
    }
    for instance in instances where instance.lifecycle.isLive(at: call.now) {
      region.end(
        instance.id, Lifecycle.End(at: call.now, reason: StateReason("Client.UserInitiatedShutdown")))
      if let request = instance.spotRequestID {
        region.spotRequests.update(request) { $0.settle("instance-terminated-by-user", at: call.now) }
      }
    }
    region.advance(to: call.now)
    let view = InstanceXML(region: region, now: call.now, showsDevices: false)
    xml.list("instancesSet", instances) { xml, before in
      xml.element("instanceId", before.id)
      let state = view.region.instances[before.id]?.state(at: call.now) ?? .terminated
      view.writeState(state, as: "currentState", to: &xml)
      view.writeState(before.state(at: call.now), as: "previousState", to: &xml)
    }
    return Effect(instanceIDs: ids)
  }
}
