/// How long a job waits before it runs again.
package enum RetryPolicy {
  /// The ceiling of the first counted retry, and of all.
  package static let firstDelay: Duration = .seconds(2)
  package static let longestDelay: Duration = .seconds(300)
  /// How long a refused offering rests: 15 s, doubling to 60 s.
  package static let firstCapacityDelay: Duration = .seconds(15)
  package static let longestCapacityDelay: Duration = .seconds(60)
  /// Refusals that lie further apart than that, counted from the end of a rest, do not follow one another.
  package static let capacityMemory: Duration = .seconds(300)
  /// How far apart tries at closed offerings lie in one region: a fifth of the RunInstances calls that EC2 allows.
  package static let probeSpacing: Duration = .seconds(5 / CallBucket.launches.limitByAWS.perSecond)

  /// Exponential backoff with full jitter: a random time below a ceiling that doubles.
  /// - Parameters:
  ///   - failures: counted failures so far, this one included; from 1.
  ///   - random: from 0 up to, but not including, 1.
  package static func backoff(failures: Int, random: Double) -> Duration {
    let ceiling = doubling(firstDelay, times: failures - 1, upTo: longestDelay)
    return .milliseconds(Int64(Double(ceiling.milliseconds) * random))
  }

  /// The rest after a capacity refusal. No jitter: the jobs of one offering shall meet at its reopening.
  /// - Parameter refusals: in a row, this one included; from 1.
  package static func capacityDelay(refusals: Int) -> Duration {
    doubling(firstCapacityDelay, times: refusals - 1, upTo: longestCapacityDelay)
  }

  private static func doubling(_ first: Duration, times: Int, upTo longest: Duration) -> Duration {
    min(longest, first * (1 << min(max(0, times), 20)))
  }
}

extension ClaimedJob {
  /// The outcome of a try that may be repeated: retried while both budgets last, else failed with this error.
  /// - Parameters:
  ///   - error: what went wrong.
  ///   - counted: whether it spends one of `max_failures`.
  ///   - delay: the wait before the next try.
  package func retryOrFail(_ error: JobError, counted: Bool, after delay: Duration, now: Timestamp) -> JobOutcome {
    if counted, failures + 1 >= maxFailures { return .fail(error) }
    let next = now + delay
    return next > deadline ? .fail(error) : .retry(at: next, error, counted: counted)
  }
}
