import JobModel
import Testing

extension Walker {
  /// Compares every job with what it was a step ago, and every instance with whom it belongs to.
  mutating func check(_ place: String) async throws {
    let jobs = try await bench.store.jobs(Selection(), limit: nil, attempts: true)
    for job in jobs {
      if let before = records[job.id], before.state != job.state {
        expect(before.state.successors.contains(job.state), "\(place): \(before.state) → \(job.state)")
      }
      if let before = records[job.id], before.hasOpenRequest, job.hasOpenRequest || job.state == .succeeded {
        expect(job.spec == before.spec, "\(place): job \(job.id) changed under its open request")
      }
      expect(!job.hasPendingChanges || job.hasOpenRequest, "\(place): changes of job \(job.id) wait for nothing")
      expect(job.state.isFinal == (job.finishedAt != nil), "\(place): finished_at of a \(job.state) job")
      expect(!job.hasOpenRequest || [.ready, .running].contains(job.state), "\(place): open request, \(job.state)")
      expect(job.attempts.map(\.number) == Array(0..<job.attempts.count).map { $0 + 1 }, "\(place): attempt numbers")
      let underWay = job.attempts.filter { $0.finishedAt == nil }.map(\.outcome)
      let expected: [Attempt.Outcome] =
        switch job.state {
        case .running: [.running]
        case .polling: [.polling]
        default: []
        }
      expect(underWay == expected, "\(place): a \(job.state) job's attempts under way are \(underWay)")
    }
    records = Dictionary(uniqueKeysWithValues: jobs.map { ($0.id, $0) })
    try await checkInstances(jobs, place)
  }

  /// Every living instance is somebody's: a job's result, an open request's, or a terminate job's.
  private func checkInstances(_ jobs: [JobRecord], _ place: String) async throws {
    var owned: [String: Int] = [:]
    for job in jobs where job.state == .succeeded && job.kind == .launch {
      owned[job.result?.instanceID ?? "", default: 0] += 1
    }
    let terminated = jobs.filter { $0.kind == .terminate }.compactMap(\.spec.instanceID)
    // One that came to nothing may be followed by another.
    let standing = jobs.filter { $0.kind == .terminate && $0.state != .failed && $0.state != .cancelled }
    expect(Set(standing.map(\.spec)).count == standing.count, "\(place): two terminate jobs for one instance")
    for instance in instances where !settledElsewhere.contains(instance) {
      let parts = instance.split(separator: "-")
      let request = Int64(parts[1])!
      let job = membership[request]![Int(parts[2])!]
      let isOpen = try await bench.store.launchRequest(request)?.state == .open
      let isTerminated = terminated.contains(instance)
      expect(owned[instance, default: 0] <= 1, "\(place): \(instance) is two jobs' result")
      expect(
        owned[instance] == 1 || isTerminated || isOpen || kept.contains(job), "\(place): nobody knows \(instance)")
      expect(!(owned[instance] == 1 && isTerminated), "\(place): \(instance) is a result and is terminated")
    }
  }

  func expect(_ condition: Bool, _ sentence: @autoclosure () -> String) {
    if !condition { Issue.record("\(sentence())") }
  }
}
