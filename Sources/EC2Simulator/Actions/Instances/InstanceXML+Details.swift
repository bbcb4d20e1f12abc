import Foundation

extension InstanceXML {
  func writeNetwork(
    _ instance: Instance, _ addresses: (private: String?, public: String?), to xml: inout XMLWriter
  ) {
    xml.element("subnetId", instance.subnetID)
    xml.element("vpcId", instance.vpcID)
    xml.element("sourceDestCheck", true)
    xml.list("groupSet", instance.plan.groups) { writeGroup($1, to: &$0) }
    xml.list("networkInterfaceSet", [instance.interfaceID]) { xml, id in
      xml.element("networkInterfaceId", id)
      xml.element("subnetId", instance.subnetID)
      xml.element("vpcId", instance.vpcID)
      xml.element("description", "")
      xml.element("ownerId", region.account)
      xml.element("status", "in-use")
      xml.element("sourceDestCheck", true)
      xml.element("interfaceType", "interface")
      xml.element("macAddress", Self.mac(of: id))
      xml.list("ipv6AddressesSet", [String]()) { $0.element("ipv6Address", $1) }
      writeAddresses(addresses, to: &xml)
      xml.list("privateIpAddressesSet", [true]) { xml, isPrimary in
        xml.element("primary", isPrimary)
        writeAddresses(addresses, to: &xml)
      }
      xml.list("groupSet", instance.plan.groups) { writeGroup($1, to: &$0) }
      xml.element("attachment") {
        $0.element("attachmentId", id.replacing("eni-", with: "eni-attach-"))
        $0.element("deviceIndex", 0)
        $0.element("networkCardIndex", 0)
        $0.element("status", instance.state(at: now) == .pending ? "attaching" : "attached")
        $0.element("attachTime", instance.lifecycle.launchedAt.ec2)
        $0.element("deleteOnTermination", true)
      }
    }
  }

  /// Of the range for what is administered locally, from the interface's id.
  private static func mac(of id: String) -> String {
    let digits = id.suffix(10)
    return "02:" + stride(from: 0, to: 10, by: 2).map { digits.dropFirst($0).prefix(2) }.joined(separator: ":")
  }

  private func writeAddresses(_ addresses: (private: String?, public: String?), to xml: inout XMLWriter) {
    xml.element("privateIpAddress", addresses.private)
    xml.element("privateDnsName", addresses.private.map(privateName))
    guard let address = addresses.public else { return }
    xml.element("association") {
      $0.element("publicIp", address)
      $0.element("publicDnsName", publicName(address))
      $0.element("ipOwnerId", "amazon")
    }
  }

  private func writeGroup(_ group: Network.SecurityGroup, to xml: inout XMLWriter) {
    xml.element("groupId", group.id)
    xml.element("groupName", group.name)
  }

  func writeHardware(_ instance: Instance, to xml: inout XMLWriter) {
    let plan = instance.plan
    xml.element("architecture", plan.image.architecture)
    xml.element("rootDeviceType", "ebs")
    xml.element("rootDeviceName", plan.image.rootDevice)
    xml.element("virtualizationType", "hvm")
    xml.element("hypervisor", "xen")
    xml.element("ebsOptimized", plan.isEBSOptimized)
    xml.element("enaSupport", true)
    xml.element("cpuOptions") {
      $0.element("coreCount", plan.type.vcpus / plan.type.threadsPerCore)
      $0.element("threadsPerCore", plan.type.threadsPerCore)
    }
    xml.element("metadataOptions") {
      $0.element("state", instance.state(at: now) == .pending ? "pending" : "applied")
      $0.element("httpTokens", plan.metadata.tokens)
      $0.element("httpPutResponseHopLimit", plan.metadata.hopLimit)
      $0.element("httpEndpoint", plan.metadata.endpoint)
      $0.element("httpProtocolIpv6", "disabled")
      $0.element("instanceMetadataTags", plan.metadata.instanceTags)
    }
    xml.element("enclaveOptions") { $0.element("enabled", false) }
    xml.element("hibernationOptions") { $0.element("configured", false) }
    xml.element("maintenanceOptions") { $0.element("autoRecovery", "default") }
    xml.element("platformDetails", "Linux/UNIX")
    xml.element("usageOperation", "RunInstances")
    xml.element("usageOperationUpdateTime", instance.lifecycle.launchedAt.ec2)
    xml.element("bootMode", "uefi-preferred")
    xml.element("currentInstanceBootMode", plan.image.architecture == "arm64" ? "uefi" : "legacy-bios")
  }

  func writeDevice(_ id: String, of instance: Instance, state: InstanceState, to xml: inout XMLWriter) {
    guard let device = region.volumes[id]?.device else { return }
    xml.element("deviceName", device.name)
    xml.element("ebs") {
      $0.element("volumeId", id)
      $0.element("status", state == .pending ? "attaching" : "attached")
      $0.element("attachTime", instance.lifecycle.launchedAt.ec2)
      $0.element("deleteOnTermination", device.deleteOnTermination)
    }
  }
}
