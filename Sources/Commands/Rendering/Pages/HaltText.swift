import JobModel
import LaunchPolicy

/// Where nothing is launched, in sentences.
enum HaltText {
  static func lines(_ halts: [RegionHalt]) -> [String] {
    halts.map { halt in
      let error = JobError.unknownInstances(halt)
      return "\(error.message); \(error.hint ?? "")"
    }
  }
}
