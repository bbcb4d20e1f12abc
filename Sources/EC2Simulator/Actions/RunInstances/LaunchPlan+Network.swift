extension LaunchPlan {
  /// The subnet that the call names, or the default one of the zone that it names.
  static func subnet(_ parameters: Parameters, interface: Parameters?, in region: Region) throws(APIError)
    -> Network.Subnet?
  {
    if interface != nil, parameters["SubnetId"] != nil {
      throw .invalidParameterCombination(
        "Network interfaces and an instance-level subnet ID may not be specified on the same request")
    }
    let zone = parameters["Placement.AvailabilityZone"]
    if let zone, !region.network.zones.contains(where: { $0.name == zone }) {
      throw .invalidParameterValue("Invalid availability zone: [\(zone)]")
    }
    guard let id = parameters["SubnetId"] ?? interface?["SubnetId"] else {
      guard region.network.subnets.contains(where: \.isDefault) else {
        throw APIError(code: "VPCIdNotSpecified", message: "No default VPC for this user")
      }
      return zone.flatMap(region.network.subnet(zone:))
    }
    guard let subnet = region.network.subnet(id) else {
      throw .notFound("InvalidSubnetID.NotFound", noun: "subnet ID", ids: [id])
    }
    if let zone, zone != subnet.zone.name {
      throw .invalidParameterValue("The subnet '\(id)' is not in the availability zone '\(zone)'")
    }
    return subnet
  }

  /// The groups that the call names by id or by name; without any, the VPC's default group.
  ///
  /// Every group must be of the VPC that the launch goes to.
  static func groups(
    _ parameters: Parameters, interface: Parameters?, subnet: Network.Subnet?, in region: Region
  ) throws(APIError) -> [Network.SecurityGroup] {
    let vpc = subnet?.vpcID ?? region.network.vpcID
    let known = region.network.securityGroups
    let ownIDs = parameters.list("SecurityGroupId")
    let names = parameters.list("SecurityGroup")
    if interface != nil, !ownIDs.isEmpty || !names.isEmpty {
      throw .invalidParameterCombination(
        "Network interfaces and an instance-level security groups may not be specified on the same request")
    }
    var groups: [Network.SecurityGroup] = []
    for id in ownIDs + (interface?.list("SecurityGroupId") ?? []) {
      guard Identifiers.isWellFormed(id, prefix: "sg") else {
        throw .malformed("InvalidGroupId.Malformed", id: id, prefix: "sg")
      }
      guard let group = known.first(where: { $0.id == id }) else {
        throw .notFound("InvalidGroup.NotFound", noun: "security group", ids: [id])
      }
      guard group.vpcID == vpc else {
        throw APIError(
          code: "InvalidParameter",
          message: subnet.map { "Security group \(id) and subnet \($0.id) belong to different networks." }
            ?? "The security group '\(id)' does not belong to the default VPC '\(vpc)'.")
      }
      groups.append(group)
    }
    for name in names {
      guard let group = known.first(where: { $0.name == name && $0.vpcID == region.network.vpcID }) else {
        throw APIError(
          code: "InvalidGroup.NotFound",
          message: "The security group '\(name)' does not exist in default VPC '\(region.network.vpcID)'")
      }
      groups.append(group)
    }
    return groups.isEmpty ? known.filter { $0.name == "default" && $0.vpcID == vpc } : groups
  }

  /// The zone that makes a call's client token zonal; a subnet that does not exist stands for itself.
  static func tokenZone(_ parameters: Parameters, in region: Region) -> String? {
    let subnet = parameters["SubnetId"] ?? parameters.items("NetworkInterface").first?["SubnetId"]
    guard let subnet else { return parameters["Placement.AvailabilityZone"] }
    return region.network.subnet(subnet)?.zone.name ?? subnet
  }
}
