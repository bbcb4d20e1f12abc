import JobModel

/// A region where nothing is launched, as JSON shows it.
struct HaltView: Encodable {
  let halt: RegionHalt

  init(_ halt: RegionHalt) { self.halt = halt }

  enum CodingKeys: String, CodingKey {
    case region, since
    case lookedAt = "looked_at"
    case instanceIDs = "instance_ids"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(halt.region, forKey: .region)
    try container.encode(halt.since, forKey: .since)
    try container.encode(halt.lookedAt, forKey: .lookedAt)
    try container.encode(halt.instanceIDs, forKey: .instanceIDs)
  }
}
