import AWSCore
import JobModel

/// A launch job or an instance that another job is about, or shall act on.
struct Target: Hashable {
  let instanceID: String?
  let launch: JobID?
  let region: String
  let deployment: String?
  /// Whether what it launched is known to be gone.
  var isGone = false

  init(instanceID: String?, launch: JobID?, region: String, deployment: String?) {
    self.instanceID = instanceID
    self.launch = launch
    self.region = region
    self.deployment = deployment
  }

  init(_ launch: JobRecord) {
    self.init(instanceID: nil, launch: launch.id, region: launch.region, deployment: launch.deployment)
    isGone = launch.state == .succeeded && launch.instanceGoneAt != nil
  }

  func dependency(_ condition: Dependency.Condition) -> Dependency? {
    launch.map { Dependency(.job($0), condition: condition) }
  }
}

extension Target: Encodable {
  /// As a line for people.
  var inWords: String {
    let subject = instanceID.map { "instance \($0)" } ?? launch.map { "what job \($0) launched" } ?? "nothing"
    return PrintableText.printable(([subject, region] + [deployment].compactMap(\.self)).joined(separator: "  "))
  }

  private enum CodingKeys: String, CodingKey {
    case instanceID = "instance_id"
    case job, region, deployment
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(instanceID, forKey: .instanceID)
    try container.encode(launch, forKey: .job)
    try container.encode(region, forKey: .region)
    try container.encode(deployment, forKey: .deployment)
  }
}
