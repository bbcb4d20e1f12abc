import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// One fresh look at instances: their states and checks, and all about those whose wait may be over.
struct InstanceLook: Sendable {
  let client: any EC2API

  /// - Parameter jobs: at most as many distinct instances as one status call takes.
  /// - Returns: a view for each instance id; an id that EC2 does not know has one without an instance.
  func look(at jobs: [PollingJob], now: Timestamp) async throws(AWSError) -> [String: WaitVerdict.View] {
    let ids = Array(Set(jobs.map(\.instanceID))).sorted()
    var views = Dictionary(uniqueKeysWithValues: ids.map { ($0, WaitVerdict.View(instance: nil, status: nil)) })
    for status in try await statuses(ids) {
      let sketch = Instance(
        instanceID: status.instanceID, state: status.state, availabilityZone: status.availabilityZone)
      views[status.instanceID] = WaitVerdict.View(instance: sketch, status: status)
    }
    let decisive = Set(
      jobs.filter { job in
        guard let view = views[job.instanceID], view.instance != nil else { return false }
        if case .keepWaiting = WaitVerdict.judge(job, view, now: now) { return false }
        return true
      }.map(\.instanceID))
    guard !decisive.isEmpty else { return views }
    let described = try await client.describeInstances(
      ids: [], filters: [EC2Filter("instance-id", decisive.sorted())])
    // One list may lag behind the other: what is not described yet is not decided yet.
    for id in decisive { views[id]?.instance = nil }
    for instance in described { views[instance.instanceID]?.instance = instance }
    return views
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
