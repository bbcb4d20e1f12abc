/// Shows the default VPC's subnets.
///
/// Source: AWS, "DescribeSubnets" in the EC2 API reference.
enum DescribeSubnets: Action {
  static let name = "DescribeSubnets"
  static let parameters = ParameterNames("Filter.N.Name Filter.N.Value.N MaxResults NextToken SubnetId.N")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(
      call.parameters,
      names: [
        "availability-zone", "availability-zone-id", "availabilityZone", "available-ip-address-count", "cidr-block",
        "default-for-az", "defaultForAz", "owner-id", "state", "subnet-id", "vpc-id",
      ])
    let ids = call.parameters.list("SubnetId")
    let network = region.network
    let missing = ids.filter { network.subnet($0) == nil }
    guard missing.isEmpty else { throw .notFound("InvalidSubnetID.NotFound", noun: "subnet ID", ids: missing) }
    let account = region.account
    let name = region.name
    let page = try Page(call.parameters, byID: !ids.isEmpty)
    let cut = page.cut(network.subnets.indices) { position in
      let subnet = network.subnets[position]
      return (ids.isEmpty || ids.contains(subnet.id))
        && filters.match(tags: Tags()) { filter in
          switch filter {
          case "availability-zone", "availabilityZone": [subnet.zone.name]
          case "availability-zone-id": [subnet.zone.id]
          case "cidr-block": [subnet.addresses.cidr]
          case "available-ip-address-count": [String(subnet.addresses.free)]
          case "default-for-az", "defaultForAz": [String(subnet.isDefault)]
          case "owner-id": [account]
          case "state": ["available"]
          case "subnet-id": [subnet.id]
          case "vpc-id": [subnet.vpcID]
          default: []
          }
        }
    }
    xml.list("subnetSet", cut.positions.map { network.subnets[$0] }) { xml, subnet in
      xml.element("subnetId", subnet.id)
      xml.element("subnetArn", "arn:aws:ec2:\(name):\(account):subnet/\(subnet.id)")
      xml.element("state", "available")
      xml.element("ownerId", account)
      xml.element("vpcId", subnet.vpcID)
      xml.element("cidrBlock", subnet.addresses.cidr)
      xml.element("availableIpAddressCount", subnet.addresses.free)
      xml.element("availabilityZone", subnet.zone.name)
      xml.element("availabilityZoneId", subnet.zone.id)
      xml.element("defaultForAz", subnet.isDefault)
      xml.element("mapPublicIpOnLaunch", subnet.isDefault)
      xml.element("assignIpv6AddressOnCreation", false)
      xml.list("ipv6CidrBlockAssociationSet", [String]()) { $0.element("associationId", $1) }
      xml.element("ipv6Native", false)
      xml.element("enableDns64", false)
      xml.element("mapCustomerOwnedIpOnLaunch", false)
      xml.element("privateDnsNameOptionsOnLaunch") {
        $0.element("hostnameType", "ip-name")
        $0.element("enableResourceNameDnsARecord", false)
        $0.element("enableResourceNameDnsAAAARecord", false)
      }
      xml.tagSet(Tags())
    }
    xml.element("nextToken", cut.next)
    return .none
  }
}
