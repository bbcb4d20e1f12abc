import JobModel
import Testing

@Suite("How long a job waits before it runs again")
struct RetryPolicyTests {
  @Test(arguments: [(1, 2_000), (2, 4_000), (3, 8_000), (8, 256_000), (9, 300_000), (200, 300_000)])
  func backoffStaysBelowADoublingCeiling(failures: Int, ceiling: Int64) {
    #expect(RetryPolicy.backoff(failures: failures, random: 0) == .zero)
    #expect(RetryPolicy.backoff(failures: failures, random: 0.5) == .milliseconds(ceiling / 2))
    #expect(RetryPolicy.backoff(failures: failures, random: 0.999_999) < .milliseconds(ceiling))
  }

  @Test(arguments: [(1, 15), (2, 30), (3, 60), (4, 60), (1_000, 60)])
  func capacityRestsDoubleToAMinute(refusals: Int, seconds: Int) {
    #expect(RetryPolicy.capacityDelay(refusals: refusals) == .seconds(seconds))
  }

  @Test(arguments: [
    // failures so far, max, counted, delay in seconds, ends
    (0, 5, true, 10, false), (4, 5, true, 10, true), (4, 5, false, 10, false), (0, 1, true, 0, true),
    (0, 5, false, 3_600, false), (0, 5, false, 3_601, true), (0, 5, true, 3_601, true),
  ])
  func theFirstBudgetToEndWins(failures: Int, maxFailures: Int, counted: Bool, delay: Int, ends: Bool) {
    let now = Timestamp(rawValue: 1_000_000)
    var job = ClaimedJob.sample(.launch(LaunchSpec()))
    job.failures = failures
    job.maxFailures = maxFailures
    job.deadline = now + .seconds(3_600)
    let error = JobError(code: "X", class: .transient, message: "x")
    let outcome = job.retryOrFail(error, counted: counted, after: .seconds(delay), now: now)
    #expect(outcome == (ends ? .fail(error) : .retry(at: now + .seconds(delay), error, counted: counted)))
  }
}

extension ClaimedJob {
  static func sample(_ spec: JobSpec) -> ClaimedJob {
    ClaimedJob(
      id: 7, spec: spec, region: "us-east-1", deployment: nil, queue: "default", priority: 0, attempt: 1, refusals: 0,
      failures: 0, maxFailures: 5, startedAt: Timestamp(rawValue: 0), deadline: Timestamp(rawValue: 10_000_000),
      cancelRequested: false,
      lease: Lease(holder: "w", token: 1, expiresAt: BootTime(bootID: "b", milliseconds: 1)), openRequest: nil,
      dependencyID: nil, dependencyResult: nil)
  }
}
