/// Launches up to `MaxCount` instances, or replays the launch that its client token is bound to.
///
/// Source: AWS, "RunInstances" in the EC2 API reference.
enum RunInstances: Action {
  static let name = "RunInstances"

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let key = call.parameters["ClientToken"].map {
      ClientTokens.Key(token: $0, zone: LaunchPlan.tokenZone(call.parameters, in: region))
    }
    var verdict = ClientTokens.Verdict.launch
    if let key {
      let instances = region.instances
      verdict = try region.clientTokens.bind(
        key, digest: call.parameters.digest,
        isTerminated: { instances[$0]?.state(at: call.now) == .terminated })
    }
    var effect = Effect()
    switch verdict {
    case .replay(let ids):
      effect.instanceIDs = ids
    case _ where call.refusal != nil:
      if let key, call.refusal == .promising { region.clientTokens.promise(key) }
      return .none
    case .launch, .launchAnyway:
      let plan = try LaunchPlan(call.parameters, in: region)
      let placement = try Placement(plan, in: region, at: call.now, ignoringCapacity: verdict == .launchAnyway)
      effect.instanceIDs = region.launch(plan, at: placement, now: call.now)
      effect.launched = effect.instanceIDs.count
      if let key { region.clientTokens.settle(key, instanceIDs: effect.instanceIDs) }
    }
    let launched = effect.instanceIDs.compactMap { region.instances[$0] }
    effect.zone = launched.first?.zone.name
    // The volumes are not attached yet when EC2 answers, so the answer names none.
    let view = InstanceXML(region: region, now: call.now, showsDevices: false)
    view.writeReservation(of: launched, to: &xml)
    return effect
  }
}
