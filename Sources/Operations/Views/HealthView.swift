package import JobModel

/// What an examination of the database came to, as JSON shows it.
package struct HealthView: Encodable, Sendable {
  package let problems: [String]
  package let halts: [RegionHalt]

  package init(problems: [String], halts: [RegionHalt]) {
    self.problems = problems
    self.halts = halts
  }

  package var isWell: Bool { problems.isEmpty && halts.isEmpty }

  enum CodingKeys: String, CodingKey {
    case problems
    case halts = "halted_regions"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(problems, forKey: .problems)
    try container.encode(halts.map(HaltView.init), forKey: .halts)
  }
}

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
