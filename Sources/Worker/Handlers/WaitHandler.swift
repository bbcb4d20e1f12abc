import JobModel

/// Begins waits: parks each on the poller, without a call to EC2.
struct WaitHandler: Sendable {
  let now: @Sendable () -> Timestamp

  func run(_ jobs: [ClaimedJob]) -> [JobFinish] {
    jobs.map { job in
      guard let instanceID = job.instanceID else { return JobFinish(job.fence, .fail(.nothingToActOn(job))) }
      return JobFinish(job.fence, .poll(PollPlan(instanceID: instanceID, nextLook: now())))
    }
  }
}

extension JobError {
  /// For a job whose spec names no instance and whose dependency left none.
  static func nothingToActOn(_ job: ClaimedJob) -> JobError {
    let source = job.dependencyID.map { "job \($0) left no instance" } ?? "it names no instance"
    return JobError(
      code: "NoInstance", class: .input,
      message: "\(job.spec.kind.rawValue) job \(job.id) has nothing to act on: \(source)",
      hint: "name a launch job or an instance id")
  }
}
