import JobModel

/// What one tag job tags.
struct TagTarget: Sendable {
  let job: ClaimedJob
  let instanceID: String
  let tags: [String: String]
  /// The instance and what belongs to it; empty while that is not known.
  var resources: [String] = []

  /// The jobs that have something to tag, and the end of those that have not.
  static func find(_ jobs: [ClaimedJob]) -> ([TagTarget], [JobFinish]) {
    var targets: [TagTarget] = []
    var finishes: [JobFinish] = []
    for job in jobs {
      guard let instanceID = job.instanceID, case .tag(let spec) = job.spec else {
        finishes.append(JobFinish(job.fence, .fail(.nothingToActOn(job))))
        continue
      }
      targets.append(TagTarget(job: job, instanceID: instanceID, tags: spec.tags))
    }
    return (targets, finishes)
  }

  /// Targets of one tag set together, as many as one call takes with all that belongs to them.
  static func batches(_ targets: [TagTarget]) -> [[TagTarget]] {
    var batches: [[TagTarget]] = []
    var open: [[String: String]: Int] = [:]
    var sizes: [Int] = []
    for target in targets {
      if let index = open[target.tags], sizes[index] + target.resources.count <= CallSize.taggedResources {
        batches[index].append(target)
        sizes[index] += target.resources.count
      } else {
        open[target.tags] = batches.count
        batches.append([target])
        sizes.append(target.resources.count)
      }
    }
    return batches
  }
}
