import JobModel

/// What a job asks for, a line a wish; what was not asked for is left out.
enum SpecText {
  static func fields(_ spec: JobSpec) -> [(name: String, value: String)] {
    switch spec {
    case .launch(let launch): fields(launch)
    case .wait(let wait): fields(wait)
    case .tag(let tag): subject(tag.instanceID) + [("tags", words(tag.tags))]
    case .terminate(let terminate): subject(terminate.instanceID)
    }
  }

  private static func fields(_ spec: LaunchSpec) -> [(name: String, value: String)] {
    var fields: [(String, String)] = []
    func add(_ name: String, _ value: String?) { if let value, !value.isEmpty { fields.append((name, value)) } }
    add("types", spec.instanceTypes.joined(separator: ", "))
    add("places", (spec.subnetIDs + spec.availabilityZones).joined(separator: ", "))
    add(
      "markets",
      spec.markets.map(\.rawValue).joined(separator: ", ") + (spec.maxPrice.map { ", at most $\($0) an hour" } ?? ""))
    add("ladder order", spec.ladderOrder?.map(\.rawValue).joined(separator: ", "))
    add("image", spec.imageID ?? "newest Amazon Linux 2023" + (spec.architecture.map { " for \($0.rawValue)" } ?? ""))
    return fields + besideLadder(spec)
  }

  /// What is asked for on whichever rung.
  static func besideLadder(_ spec: LaunchSpec) -> [(name: String, value: String)] {
    var fields: [(String, String)] = []
    func add(_ name: String, _ value: String?) { if let value, !value.isEmpty { fields.append((name, value)) } }
    add("root volume", "\(spec.rootVolumeSize) GiB \(spec.rootVolumeType)" + (spec.encrypted ? ", encrypted" : ""))
    add("groups", spec.securityGroupIDs.joined(separator: ", "))
    add("key pair", spec.keyName)
    add("profile", spec.iamInstanceProfile)
    add("placement", spec.placementGroup)
    add("reservation", spec.capacityReservationID)
    if spec.associatePublicIPAddress { add("public address", "yes") }
    if let size = spec.userData?.count { add("user data", "\(size) bytes") }
    add("name", spec.name)
    add("tags", words(spec.tags))
    return fields
  }

  private static func fields(_ spec: WaitSpec) -> [(name: String, value: String)] {
    let checks =
      spec.goal == .statusOK ? ", its checks within \(DurationText.format(.seconds(spec.checksTimeout)))" : ""
    return subject(spec.instanceID) + [
      ("waits for", "\(spec.goal.rawValue), within \(DurationText.format(.seconds(spec.timeout)))\(checks)")
    ] + (spec.terminateOnFailure == true ? [("on failure", "the instance is terminated")] : [])
  }

  private static func subject(_ instanceID: String?) -> [(name: String, value: String)] {
    instanceID.map { [("instance", $0)] } ?? []
  }

  private static func words(_ tags: [String: String]) -> String {
    tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
  }
}
