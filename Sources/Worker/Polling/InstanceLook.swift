import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

/// One fresh look at instances: their states and checks, what holds their spot requests up, and all about those whose
/// wait may be over.
struct InstanceLook: Sendable {
  typealias Views = [String: WaitVerdict.View]

  let client: any EC2API
  let logger: Logger

  /// - Parameter jobs: at most as many distinct instances as one status call takes.
  /// - Returns: a view for each instance id; an id that EC2 does not know has one without an instance.
  func look(at jobs: [PollingJob], now: Timestamp) async throws(AWSError) -> Views {
    let ids = Array(Set(jobs.map(\.instanceID))).sorted()
    var views = Dictionary(uniqueKeysWithValues: ids.map { ($0, WaitVerdict.View(instance: nil, status: nil)) })
    for status in try await statuses(ids) {
      let sketch = Instance(
        instanceID: status.instanceID, state: status.state, availabilityZone: status.availabilityZone)
      views[status.instanceID] = WaitVerdict.View(instance: sketch, status: status)
    }
    try await addSpotRequests(of: jobs, to: &views, now: now)
    try await describeDecided(jobs, in: &views, now: now)
    return views
  }

  /// Asks what has become of spot requests whose instance is not running, or not there.
  private func addSpotRequests(of jobs: [PollingJob], to views: inout Views, now: Timestamp) async throws(AWSError) {
    var instances: [String: String] = [:]
    for job in jobs {
      guard let request = job.spotRequestID, job.spec.goal != .terminated,
        views[job.instanceID]?.instance?.state != "running"
      else { continue }
      instances[request] = job.instanceID
    }
    guard !instances.isEmpty else { return }
    let requests: [SpotInstanceRequest]
    do {
      // A filter, because one id that is not visible yet would refuse the whole call.
      requests = try await client.describeSpotInstanceRequests(
        ids: [], filters: [EC2Filter("spot-instance-request-id", instances.keys.sorted())])
    } catch {
      if ErrorClass(error) == .credentials { throw error }
      // The instances' own states decide without it.
      logger.notice("spot requests could not be looked at", metadata: ["error": "\(error)"])
      return
    }
    for id in instances.values { views[id]?.calls += 1 }
    for request in requests {
      guard let id = instances[request.spotInstanceRequestID] else { continue }
      views[id]?.spot = request
    }
  }

  private func describeDecided(_ jobs: [PollingJob], in views: inout Views, now: Timestamp) async throws(AWSError) {
    let seen = views
    let decided = Set(
      jobs.filter { job in
        guard let view = seen[job.instanceID], view.instance != nil else { return false }
        if case .keepWaiting = WaitVerdict.judge(job, view, now: now) { return false }
        return true
      }.map(\.instanceID))
    guard !decided.isEmpty else { return }
    let described = try await client.describeInstances(
      ids: [], filters: [EC2Filter("instance-id", decided.sorted())])
    for id in decided {
      // One list may lag behind the other: what is not described yet is not decided yet.
      views[id]?.instance = nil
      views[id]?.calls += 1
    }
    for instance in described { views[instance.instanceID]?.instance = instance }
  }

  /// One id that EC2 does not know fails the whole call: halves are asked again until it stands alone.
  private func statuses(_ ids: [String]) async throws(AWSError) -> [InstanceStatus] {
    do {
      return try await client.describeInstanceStatus(ids: ids, includeAll: true)
    } catch {
      guard error.origin == .envelope, error.code.hasPrefix("InvalidInstanceID") else { throw error }
      guard ids.count > 1 else { return [] }
      let middle = ids.count / 2
      return try await statuses(Array(ids[..<middle])) + statuses(Array(ids[middle...]))
    }
  }
}
