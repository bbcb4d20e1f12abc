package import JobModel

/// All findings of an examination, as JSON shows them.
package struct DoctorReport: Encodable, Sendable {
  package let findings: [Finding]
  package let halts: [RegionHalt]

  package init(findings: [Finding], halts: [RegionHalt]) {
    self.findings = findings
    self.halts = halts
  }

  package var problems: [Finding] { findings.filter { $0.level == .problem } }

  enum CodingKeys: String, CodingKey {
    case findings
    case halts = "halted_regions"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(findings.map(FindingView.init), forKey: .findings)
    try container.encode(halts.map(HaltView.init), forKey: .halts)
  }

  private struct FindingView: Encodable {
    let finding: Finding

    enum CodingKeys: String, CodingKey { case check, level, message, fix }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(finding.check, forKey: .check)
      try container.encode(finding.level, forKey: .level)
      try container.encode(finding.message, forKey: .message)
      try container.encode(finding.fix, forKey: .fix)
    }
  }
}
