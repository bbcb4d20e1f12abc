package import JobModel

/// What becomes of a launch in a region where launching is halted.
package enum HaltDecision {
  /// How soon it is tried again, and the region looked at.
  package static let rest: Duration = .seconds(60)

  package static func outcome(_ halt: RegionHalt, for job: ClaimedJob, now: Timestamp) -> JobOutcome {
    let error = JobError.unknownInstances(halt)
    guard now < job.deadline else { return .fail(error) }
    return .park(until: min(now + rest, job.deadline), error)
  }
}

extension JobError {
  /// For a launch that may have been made already, by a database of which this one is an older copy.
  package static func unknownInstances(_ halt: RegionHalt) -> JobError {
    let count = halt.instanceIDs.count
    let shown = halt.instanceIDs.prefix(3).joined(separator: ", ") + (count > 3 ? ", …" : "")
    let instances = count == 1 ? "a living instance" : "\(count) living instances"
    return JobError(
      code: unknownInstancesCode, class: .ambiguous,
      message: "launching in \(halt.region) is halted since \(halt.since): EC2 has \(instances) of this queue that this"
        + " database does not know (\(shown)), so it is a restored or copied one and may have launched this already",
      hint: "see them and give them to their jobs: geuse doctor --reconcile --region \(halt.region)")
  }
}
