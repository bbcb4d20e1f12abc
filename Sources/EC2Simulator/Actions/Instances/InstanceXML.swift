import Foundation

/// Writes instances as DescribeInstances and RunInstances show them.
struct InstanceXML {
  let region: Region
  let now: Date
  /// Whether the volumes are shown.
  let showsDevices: Bool

  /// A reservation's own elements; all instances must be of that one reservation.
  func writeReservation(of instances: some Collection<Instance>, to xml: inout XMLWriter) {
    xml.element("reservationId", instances.first?.reservationID)
    xml.element("ownerId", region.account)
    xml.list("groupSet", [String]()) { $0.element("groupId", $1) }
    xml.list("instancesSet", instances) { write($1, to: &$0) }
  }

  private func write(_ instance: Instance, to xml: inout XMLWriter) {
    let state = instance.state(at: now)
    let addresses = instance.addresses(at: now)
    xml.element("instanceId", instance.id)
    xml.element("imageId", instance.plan.image.id)
    writeState(state, as: "instanceState", to: &xml)
    writeReason(instance, state: state, to: &xml)
    xml.element("privateDnsName", addresses.private.map(privateName) ?? "")
    xml.element("dnsName", addresses.public.map(publicName) ?? "")
    xml.element("privateIpAddress", addresses.private)
    xml.element("ipAddress", addresses.public)
    xml.element("keyName", instance.plan.keyName)
    xml.element("amiLaunchIndex", instance.launchIndex)
    xml.list("productCodes", [String]()) { $0.element("productCode", $1) }
    xml.element("instanceType", instance.plan.type.name)
    xml.element("launchTime", instance.lifecycle.launchedAt.ec2)
    xml.element("placement") {
      $0.element("availabilityZone", instance.zone.name)
      $0.element("availabilityZoneId", instance.zone.id)
      $0.element("groupName", instance.plan.placementGroup ?? "")
      $0.element("tenancy", "default")
    }
    xml.element("monitoring") { $0.element("state", instance.plan.isMonitored ? "enabled" : "disabled") }
    if state != .terminated { writeNetwork(instance, addresses, to: &xml) }
    writeHardware(instance, to: &xml)
    xml.list("blockDeviceMapping", showsDevices && state != .terminated ? instance.volumeIDs : []) {
      writeDevice($1, of: instance, state: state, to: &$0)
    }
    xml.element("instanceLifecycle", instance.plan.market == .spot ? "spot" : nil as String?)
    xml.element("spotInstanceRequestId", instance.spotRequestID)
    xml.element("clientToken", instance.plan.clientToken ?? "")
    if let profile = instance.plan.instanceProfile {
      xml.element("iamInstanceProfile") {
        $0.element("arn", profile)
        $0.element("id", "AIPASIMULATOR00000000")
      }
    }
    xml.tagSet(instance.tags)
  }

  func writeState(_ state: InstanceState, as name: String, to xml: inout XMLWriter) {
    xml.element(name) {
      $0.element("code", state.code)
      $0.element("name", state.rawValue)
    }
  }

  private func writeReason(_ instance: Instance, state: InstanceState, to xml: inout XMLWriter) {
    guard let (reason, since) = instance.lifecycle.reason(at: now) else {
      xml.element("reason", "")
      return
    }
    let words = reason.code.hasPrefix("Client.User") ? "User initiated" : reason.code
    xml.element("reason", state == .pending ? "" : "\(words) (\(since.spoken))")
    xml.element("stateReason") {
      $0.element("code", reason.code)
      $0.element("message", reason.message)
    }
  }

  func privateName(_ address: String) -> String {
    let domain = region.name == "us-east-1" ? "ec2.internal" : "\(region.name).compute.internal"
    return "ip-\(address.replacing(".", with: "-")).\(domain)"
  }

  func publicName(_ address: String) -> String {
    let domain = region.name == "us-east-1" ? "compute-1" : "\(region.name).compute"
    return "ec2-\(address.replacing(".", with: "-")).\(domain).amazonaws.com"
  }
}
