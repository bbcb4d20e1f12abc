/// Cancels spot requests; their instances go on.
///
/// Source: AWS, "CancelSpotInstanceRequests" in the EC2 API reference.
enum CancelSpotInstanceRequests: Action {
  static let name = "CancelSpotInstanceRequests"
  static let parameters = ParameterNames("SpotInstanceRequestId.N")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let ids = call.parameters.list("SpotInstanceRequestId")
    guard !ids.isEmpty else { throw .missingParameter("SpotInstanceRequestId") }
    _ = try region.spotRequests.positions(of: ids) { .unknownSpotRequests($0) }
    var states: [(id: String, state: String)] = []
    for id in ids {
      region.spotRequests.update(id) { states.append((id, $0.cancel(at: call.now))) }
    }
    xml.list("spotInstanceRequestSet", states) { xml, request in
      xml.element("spotInstanceRequestId", request.id)
      xml.element("state", request.state)
    }
    return .none
  }
}
