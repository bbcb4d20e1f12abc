import AWSCore
import JobModel
import LaunchPolicy

/// Decides about jobs whose call to EC2 failed.
struct CallFailure: Sendable {
  let context: WorkerContext

  /// - Parameter jobs: with the instances that the call was about.
  func finishes(
    _ jobs: [(job: ClaimedJob, instance: String)], _ error: AWSError, calls: Int
  ) async throws -> [JobFinish] {
    if ErrorClass(error) == .credentials {
      // Not the jobs' doing: they go back as they were.
      await context.beginRest(error)
      return jobs.map { JobFinish($0.job.fence, .release, calls: calls) }
    }
    let seen = try await firstSeen(ErrorClass(error), by: jobs.map(\.job))
    return jobs.map { job, instance in
      JobFinish(
        job.fence,
        CallDecision.outcome(
          error.alone(about: instance), instance: instance, for: job, since: seen[job.id], now: context.now(),
          random: context.random()),
        calls: calls)
    }
  }

  /// Puts jobs off about which nothing is known but that a call for many was refused.
  func retries(_ jobs: [(job: ClaimedJob, instance: String)], _ error: AWSError, calls: Int) -> [JobFinish] {
    jobs.map { job, instance in
      let described = CallDecision.describe(error, instance: instance, job: job.id)
      let outcome = job.retryOrFail(described, counted: false, after: CallDecision.shortPause, now: context.now())
      return JobFinish(job.fence, outcome, calls: calls)
    }
  }

  /// Since when each job has met what may still spread; other classes are not bounded by that.
  private func firstSeen(_ errorClass: ErrorClass, by jobs: [ClaimedJob]) async throws -> [JobID: Timestamp] {
    guard errorClass == .propagation, !jobs.isEmpty else { return [:] }
    let starts = Dictionary(jobs.map { ($0.id, $0.startedAt) }, uniquingKeysWith: { first, _ in first })
    var seen: [JobID: Timestamp] = [:]
    for record in try await context.store.catalog.jobs(Selection(ids: Array(starts.keys)), limit: nil, attempts: true) {
      // Attempts from before a requeue are another generation's.
      let attempts = record.attempts.filter { $0.startedAt >= starts[record.id] ?? record.createdAt }
      seen[record.id] = attempts.first { $0.error?.errorClass == errorClass }?.finishedAt
    }
    return seen
  }
}

extension AWSError {
  /// What EC2 would say of an id that it does not know.
  static func notFound(_ instanceID: String, region: String) -> AWSError {
    AWSError(
      action: "DescribeInstances", origin: .envelope, code: "InvalidInstanceID.NotFound",
      message: "the instance ID '\(instanceID)' does not exist", status: 400, region: region)
  }

  /// What a refusal that names many ids, or others, says of one of them.
  fileprivate func alone(about instance: String) -> AWSError {
    guard code == "InvalidInstanceID.NotFound", origin == .envelope,
      message.contains(", ") || named(among: [instance]).isEmpty
    else { return self }
    return AWSError(
      action: action, origin: origin, code: code, message: "the instance ID '\(instance)' does not exist",
      requestID: requestID, status: status, region: region)
  }
}
