/// Shows the security groups: nothing may come in, everything may go out.
///
/// Source: AWS, "DescribeSecurityGroups" in the EC2 API reference.
enum DescribeSecurityGroups: Action {
  static let name = "DescribeSecurityGroups"
  static let parameters = ParameterNames(
    "Filter.N.Name Filter.N.Value.N GroupId.N GroupName.N MaxResults NextToken")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(call.parameters, names: ["group-id", "group-name", "vpc-id", "description", "owner-id"])
    let groups = region.network.securityGroups
    let named = call.parameters.list("GroupId") + call.parameters.list("GroupName")
    for name in named where !groups.contains(where: { $0.id == name || $0.name == name }) {
      throw .notFound("InvalidGroup.NotFound", noun: "security group", ids: [name])
    }
    let page = try Page(call.parameters, byID: !named.isEmpty)
    let account = region.account
    let name = region.name
    let cut = page.cut(groups.indices) { position in
      let group = groups[position]
      return (named.isEmpty || named.contains(group.id) || named.contains(group.name))
        && filters.match(tags: Tags()) { filter in
          switch filter {
          case "group-id": [group.id]
          case "group-name": [group.name]
          case "vpc-id": [group.vpcID]
          case "description": [group.description]
          case "owner-id": [account]
          default: []
          }
        }
    }
    xml.list("securityGroupInfo", cut.positions.map { groups[$0] }) { xml, group in
      xml.element("ownerId", account)
      xml.element("groupId", group.id)
      xml.element("securityGroupArn", "arn:aws:ec2:\(name):\(account):security-group/\(group.id)")
      xml.element("groupName", group.name)
      xml.element("groupDescription", group.description)
      xml.element("vpcId", group.vpcID)
      xml.list("ipPermissions", [String]()) { $0.element("ipProtocol", $1) }
      xml.list("ipPermissionsEgress", ["0.0.0.0/0"]) { xml, range in
        xml.element("ipProtocol", "-1")
        xml.list("ipRanges", [range]) { $0.element("cidrIp", $1) }
        for empty in ["ipv6Ranges", "prefixListIds", "groups"] { xml.list(empty, [String]()) { _, _ in } }
      }
      xml.tagSet(Tags())
    }
    xml.element("nextToken", cut.next)
    return .none
  }
}
