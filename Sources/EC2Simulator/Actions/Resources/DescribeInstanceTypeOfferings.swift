/// Shows where instance types can be launched at all: in the region, or in which of its zones.
///
/// Source: AWS, "DescribeInstanceTypeOfferings" in the EC2 API reference.
enum DescribeInstanceTypeOfferings: Action {
  static let name = "DescribeInstanceTypeOfferings"
  static let parameters = ParameterNames(
    "Filter.N.Name Filter.N.Value.N LocationType MaxResults NextToken")

  private struct Row {
    let type: String
    let location: String
  }

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(call.parameters, names: ["instance-type", "location"])
    let kind =
      try call.parameters.choice(
        "LocationType", of: ["region", "availability-zone", "availability-zone-id", "outpost"]) ?? "region"
    let page = try Page(call.parameters, sizes: 5...1_000)
    let rows = rows(kind, in: region)
    let cut = page.cut(rows.indices) { position in
      filters.match(tags: Tags()) { $0 == "location" ? [rows[position].location] : [rows[position].type] }
    }
    xml.list("instanceTypeOfferingSet", cut.positions.map { rows[$0] }) { xml, row in
      xml.element("instanceType", row.type)
      xml.element("locationType", kind)
      xml.element("location", row.location)
    }
    xml.element("nextToken", cut.next)
    return .none
  }

  private static func rows(_ kind: String, in region: Region) -> [Row] {
    InstanceType.all.flatMap { type -> [Row] in
      let zones = region.zones(offering: type)
      switch kind {
      case "availability-zone": return zones.map { Row(type: type.name, location: $0.name) }
      case "availability-zone-id": return zones.map { Row(type: type.name, location: $0.id) }
      case "region": return zones.isEmpty ? [] : [Row(type: type.name, location: region.name)]
      default: return []
      }
    }
  }
}

extension Region {
  func zones(offering type: InstanceType) -> [Network.Zone] {
    network.zones.filter { policies.offers(type, in: $0) }
  }
}
