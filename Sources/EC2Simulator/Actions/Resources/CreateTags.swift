import Foundation

/// Adds tags to up to 1,000 resources, to all that are named or to none.
///
/// Source: AWS, "CreateTags" in the EC2 API reference.
enum CreateTags: Action {
  static let name = "CreateTags"
  static let parameters = ParameterNames("ResourceId.N Tag.N.Key Tag.N.Value")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let ids = call.parameters.list("ResourceId")
    guard !ids.isEmpty else { throw .missingParameter("ResourceIdSet") }
    guard ids.count <= 1_000 else {
      throw .invalidParameterValue("The number of resource IDs (\(ids.count)) exceeds the maximum of 1000")
    }
    let tags = try Tags(call.parameters)
    guard tags.count > 0 else { throw .missingParameter("TagSet") }
    for id in ids { try region.tags(of: id, at: call.now).merging(tags).check() }
    for id in ids { region.add(tags, to: id) }
    xml.element("return", true)
    return Effect(instanceIDs: ids.filter { $0.hasPrefix("i-") })
  }
}

extension Region {
  /// A resource's tags, throwing the not-found code of its kind.
  fileprivate func tags(of id: String, at now: Date) throws(APIError) -> Tags {
    switch id.prefix(while: { $0 != "-" }) {
    case "i":
      return instances.rows[try instancePositions([id], at: now)[0]].tags
    case "vol":
      guard let volume = volumes[id], exists(volume, at: now) else { throw .unknownVolumes([id]) }
      return volume.tags
    case "sir":
      guard let request = spotRequests[id] else { throw .unknownSpotRequests([id]) }
      return request.tags
    default:
      throw APIError(code: "InvalidID", message: "The ID '\(id)' is not valid")
    }
  }

  fileprivate mutating func add(_ tags: Tags, to id: String) {
    tag(id, tags)
    volumes.update(id) { $0.tags = $0.tags.merging(tags) }
    spotRequests.update(id) { $0.tags = $0.tags.merging(tags) }
  }
}
