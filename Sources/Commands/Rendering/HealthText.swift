import JobModel
import Operations

/// What an examination came to, in sentences.
enum HealthText {
  static func render(_ health: HealthView) -> String {
    let lines = health.problems.map { "the database is damaged: \($0)" } + halts(health.halts)
    return lines.isEmpty ? "the database is in order" : lines.joined(separator: "\n")
  }

  static func halts(_ halts: [RegionHalt]) -> [String] {
    halts.map { halt in
      "launching in \(halt.region) is halted since \(halt.since): \(halt.instanceIDs.count) living instances of this "
        + "queue are not on record: geuse doctor --reconcile --region \(halt.region)"
    }
  }
}
