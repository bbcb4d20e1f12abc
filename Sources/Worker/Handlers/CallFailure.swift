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
          error, instance: instance, for: job, since: seen[job.id], now: context.now(), random: context.random()),
        calls: calls)
    }
  }

  /// Since when each job has met what may still spread; other classes are not bounded by that.
  private func firstSeen(_ errorClass: ErrorClass, by jobs: [ClaimedJob]) async throws -> [JobID: Timestamp] {
    guard errorClass == .propagation else { return [:] }
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
