import JobModel
import LaunchPolicy

/// Begins waits: parks each on the poller, without a call to EC2.
struct WaitHandler: Sendable {
  let context: WorkerContext

  func run(_ jobs: [ClaimedJob], region: String) async throws -> [JobFinish] {
    let learned = LearnedTimes(facts: context.store.facts, region: region)
    let known = try await learned.known(Set(jobs.compactMap(\.waitKind)))
    let plan = LookPlan(interval: context.settings.pollInterval)
    let now = context.now()
    return jobs.map { job in
      guard let instanceID = job.instanceID, case .wait(let spec) = job.spec else {
        return JobFinish(job.fence, .fail(.nothingToActOn(job)))
      }
      let look = plan.first(
        now: now, launched: job.launched(now), timesOut: job.startedAt + .seconds(spec.timeout),
        expected: job.waitKind.flatMap { known[$0]?.average })
      return JobFinish(job.fence, .poll(PollPlan(instanceID: instanceID, nextLook: look)))
    }
  }
}

extension ClaimedJob {
  /// Nil where nothing is known of the instance.
  fileprivate var waitKind: WaitKind? {
    guard case .wait(let spec) = spec, case .resource(let instance) = dependencyResult else { return nil }
    return WaitKind(instanceType: instance.instanceType, goal: spec.goal)
  }

  /// When what this wait stands behind made its instance; nil for a wait that names its instance itself.
  fileprivate func launched(_ now: Timestamp) -> Timestamp? {
    guard spec.instanceID == nil else { return nil }
    guard case .resource(let instance) = dependencyResult else { return now }
    return instance.launchTime ?? now
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
