/// Shows the region's zones.
///
/// Source: AWS, "DescribeAvailabilityZones" in the EC2 API reference.
enum DescribeAvailabilityZones: Action {
  static let name = "DescribeAvailabilityZones"
  static let parameters = ParameterNames(
    "AllAvailabilityZones Filter.N.Name Filter.N.Value.N ZoneId.N ZoneName.N")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let filters = try Filters(
      call.parameters,
      names: ["group-name", "opt-in-status", "region-name", "state", "zone-id", "zone-name", "zone-type"])
    let names = call.parameters.list("ZoneName")
    let ids = call.parameters.list("ZoneId")
    let zones = region.network.zones
    for name in names where !zones.contains(where: { $0.name == name }) {
      throw .invalidParameterValue("Invalid availability zone: [\(name)]")
    }
    for id in ids where !zones.contains(where: { $0.id == id }) {
      throw .invalidParameterValue("Invalid availability zone-id: [\(id)]")
    }
    let regionName = region.name
    let shown = zones.filter { zone in
      (names.isEmpty && ids.isEmpty || names.contains(zone.name) || ids.contains(zone.id))
        && filters.match(tags: Tags()) { filter in
          switch filter {
          case "group-name": ["\(regionName)-zg-1"]
          case "opt-in-status": ["opt-in-not-required"]
          case "region-name": [regionName]
          case "state": ["available"]
          case "zone-id": [zone.id]
          case "zone-name": [zone.name]
          case "zone-type": ["availability-zone"]
          default: []
          }
        }
    }
    xml.list("availabilityZoneInfo", shown) { xml, zone in
      xml.element("zoneName", zone.name)
      xml.element("zoneId", zone.id)
      xml.element("zoneState", "available")
      xml.element("regionName", regionName)
      xml.element("groupName", "\(regionName)-zg-1")
      xml.element("networkBorderGroup", regionName)
      xml.element("optInStatus", "opt-in-not-required")
      xml.element("zoneType", "availability-zone")
      xml.list("messageSet", [String]()) { $0.element("message", $1) }
    }
    return .none
  }
}
