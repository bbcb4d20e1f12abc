package import JobModel

/// A batch of equal launches, each with a wait behind it where that is wanted.
package struct LaunchBatch: Sendable {
  package var launch: NewJob
  /// Nil asks for one launch whose unique key is not numbered.
  package var count: Int?
  package var wait: WaitSpec?

  package init(launch: NewJob, count: Int?, wait: WaitSpec?) {
    self.launch = launch
    self.count = count
    self.wait = wait
  }

  /// The jobs in the order they are stored: each launch, then its wait.
  ///
  /// Of a unique key `U` and a count, be it one, become `U/1`, `U/2`, …; a wait's key is its launch's with `:wait`.
  /// `U` and `U/1` are rivals: who asked with one and asks with the other wants the same machines once, not twice.
  package func jobs() -> [NewJob] {
    var jobs: [NewJob] = []
    for number in 1...max(1, count ?? 1) {
      var launch = launch
      if let key = launch.uniqueKey {
        let numbered = "\(key)/\(number)"
        (launch.uniqueKey, launch.rivalKey) = count == nil ? (key, numbered) : (numbered, number == 1 ? key : nil)
      }
      jobs.append(launch)
      guard let wait else { continue }
      jobs.append(
        NewJob(
          spec: .wait(wait), region: launch.region, deployment: launch.deployment, queue: launch.queue,
          priority: launch.priority, after: Dependency(.entry(jobs.count - 1)),
          uniqueKey: launch.uniqueKey.map { "\($0):wait" }, maxFailures: launch.maxFailures,
          retryFor: launch.retryFor))
    }
    return jobs
  }

  /// The stored jobs grouped as they belong together: a launch, and its wait where there is one.
  package func grouped<Element>(_ stored: [Element]) -> [[Element]] {
    let width = wait == nil ? 1 : 2
    return stride(from: 0, to: stored.count, by: width).map { Array(stored[$0..<min($0 + width, stored.count)]) }
  }
}
