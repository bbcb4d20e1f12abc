package import JobModel

/// An instance on record as JSON shows it. What is not known is null, never left out.
package struct InstanceView: Encodable, Sendable {
  private let instance: InstanceRecord

  package init(_ instance: InstanceRecord) { self.instance = instance }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case market, region, job, deployment
    case recordedAt = "recorded_at"
    case goneAt = "gone_at"
  }

  package func encode(to encoder: any Encoder) throws {
    try ResultView(.resource(instance.resource)).encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    let market: Market = instance.resource.isSpot ? .spot : .onDemand
    try container.encode(market, forKey: .market)
    try container.encode(instance.region, forKey: .region)
    try container.encode(instance.job, forKey: .job)
    try container.encode(instance.deployment, forKey: .deployment)
    try container.encode(instance.recordedAt, forKey: .recordedAt)
    try container.encode(instance.goneAt, forKey: .goneAt)
  }
}
