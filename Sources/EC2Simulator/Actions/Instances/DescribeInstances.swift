/// Shows instances, terminated ones too.
///
/// A page counts instances, so a reservation may continue on the next page.
/// Source: AWS, "DescribeInstances" in the EC2 API reference.
enum DescribeInstances: Action {
  static let name = "DescribeInstances"
  static let parameters = ParameterNames(
    "Filter.N.Name Filter.N.Value.N IncludeManagedResources InstanceId.N MaxResults NextToken")

  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let selection = try InstanceSelection(call, in: region)
    let ids = call.parameters.list("InstanceId")
    let page = try Page(call.parameters, byID: !ids.isEmpty)
    let (instances, next) = selection.page(page, of: region, now: call.now)
    let view = InstanceXML(region: region, now: call.now, showsDevices: true)
    xml.list("reservationSet", reservations(instances)) { view.writeReservation(of: $1, to: &$0) }
    xml.element("nextToken", next)
    return Effect(instanceIDs: ids)
  }

  /// Splits into runs of one reservation: what was launched together stands together.
  private static func reservations(_ instances: [Instance]) -> [ArraySlice<Instance>] {
    var runs: [ArraySlice<Instance>] = []
    var start = 0
    for index in instances.indices.dropFirst() where instances[index].reservationID != instances[start].reservationID {
      runs.append(instances[start..<index])
      start = index
    }
    if start < instances.count { runs.append(instances[start...]) }
    return runs
  }
}
