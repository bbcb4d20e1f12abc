import JobModel
import LaunchPolicy
import Operations

/// What an examination came to, in sentences.
enum HealthText {
  static func render(_ health: HealthView) -> String {
    let lines = health.problems.map { "the database is damaged: \($0)" } + halts(health.halts)
    return lines.isEmpty ? "the database is in order" : lines.joined(separator: "\n")
  }

  static func halts(_ halts: [RegionHalt]) -> [String] {
    halts.map { halt in
      let error = JobError.unknownInstances(halt)
      return "\(error.message); \(error.hint ?? "")"
    }
  }
}
