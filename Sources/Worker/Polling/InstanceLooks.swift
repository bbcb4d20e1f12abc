import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

/// What one round has asked EC2 about instances, and what it was told: states and checks, what holds spot requests up,
/// and all about those whose wait may be over.
final class InstanceLooks {
  /// Why nothing more is asked in this round.
  enum Ending {
    case throttled(AWSError)
    /// Nobody was reached, or no whole answer came back.
    case cutOff(AWSError)
    /// The credentials do not work.
    case refused(AWSError)
    case leaseLost
  }

  private let client: any EC2API
  private let lease: RegionLease
  private let logger: Logger
  /// By instance; one that EC2 does not know has a view without an instance.
  private(set) var views: [String: WaitVerdict.View] = [:]
  /// Why there is no view of an instance that was asked about.
  private(set) var failures: [String: AWSError] = [:]
  private(set) var ending: Ending?

  init(_ client: any EC2API, lease: RegionLease, logger: Logger) {
    self.client = client
    self.lease = lease
    self.logger = logger
  }

  /// Asks for states and checks, and for spot requests where those may say more.
  func look(at jobs: [PollingJob], now: Timestamp) async throws {
    var seen = Set(views.keys).union(failures.keys)
    let ids = jobs.map(\.instanceID).filter { seen.insert($0).inserted }
    for part in ids.chunks(of: CallSize.ids) {
      // One that EC2 does not know may take many calls, and they longer than the lease.
      let told = try await IsolatedCall(part) { [self] ids in
        try await mayAsk() ? try await client.describeInstanceStatus(ids: ids, includeAll: true) : nil
      }
      for id in Set(part).subtracting(told.left) { views[id] = WaitVerdict.View(instance: nil, status: nil) }
      for status in told.answers {
        let sketch = Instance(
          instanceID: status.instanceID, state: status.state, availabilityZone: status.availabilityZone)
        views[status.instanceID] = WaitVerdict.View(instance: sketch, status: status)
      }
      let failed = told.errors.filter { !$0.value.isAboutInstanceIDs }
      if let error = failed.values.first { fail(failed.keys.sorted(), error) }
    }
    try await addSpotRequests(of: jobs, now: now)
  }

  /// Whether a wait is over for all that is known now.
  func isDecided(_ job: PollingJob, now: Timestamp) -> Bool {
    guard let view = views[job.instanceID], view.instance != nil else { return false }
    if case .keepWaiting = WaitVerdict.judge(job, view, now: now) { return false }
    return true
  }

  /// Asks for all about those whose wait may be over.
  func describeDecided(_ jobs: [PollingJob], now: Timestamp) async throws {
    let decided = Set(jobs.filter { isDecided($0, now: now) }.map(\.instanceID)).sorted()
    for part in decided.chunks(of: CallSize.filterValues) {
      guard try await mayAsk() else {
        // What is not described is not decided.
        switch ending {
        case .throttled(let error), .cutOff(let error), .refused(let error): for id in part { failures[id] = error }
        case .leaseLost, nil: break
        }
        for id in part { views[id] = nil }
        continue
      }
      do {
        let described = try await client.describeInstances(ids: [], filters: [EC2Filter("instance-id", part)])
        for id in part {
          // What is shown but not described yet is not decided yet.
          views[id]?.instance = nil
          views[id]?.calls += 1
        }
        for instance in described { views[instance.instanceID]?.instance = instance }
      } catch {
        fail(part, error)
      }
    }
  }

  /// Notes that nothing is known of these.
  func fail(_ ids: [String], _ error: AWSError) {
    for id in ids {
      failures[id] = error
      views[id] = nil
    }
    logger.warning("instances could not be looked at", metadata: ["error": "\(error)", "instances": "\(ids)"])
    end(with: error)
  }

  private func end(with error: AWSError) {
    switch (ErrorClass(error), error.origin) {
    case (.credentials, _): ending = .refused(error)
    case (.throttled, _): ending = .throttled(error)
    case (_, .notSent), (_, .interrupted): ending = .cutOff(error)
    default: break
    }
  }

  /// A round may take longer than the lease: each call asks for it again.
  private func mayAsk() async throws -> Bool {
    guard ending == nil else { return false }
    if try await !lease.isHeld() { ending = .leaseLost }
    return ending == nil
  }

  private func addSpotRequests(of jobs: [PollingJob], now: Timestamp) async throws {
    var instances: [String: String] = [:]
    for job in jobs {
      guard let request = job.spotRequestID, let view = views[job.instanceID], view.spot == nil,
        WaitVerdict.asksForSpot(job, view, now: now)
      else { continue }
      instances[request] = job.instanceID
    }
    for part in instances.keys.sorted().chunks(of: CallSize.filterValues) {
      guard try await mayAsk() else { return }
      do {
        // A filter, because one id that is not visible yet would refuse the whole call.
        let requests = try await client.describeSpotInstanceRequests(
          ids: [], filters: [EC2Filter("spot-instance-request-id", part)])
        for id in part.compactMap({ instances[$0] }) { views[id]?.calls += 1 }
        for request in requests {
          guard let id = instances[request.spotInstanceRequestID] else { continue }
          views[id]?.spot = request
        }
      } catch {
        // The instances' own states decide without it.
        logger.notice("spot requests could not be looked at", metadata: ["error": "\(error)"])
        if error.origin == .envelope || error.origin == .credentials { end(with: error) }
      }
    }
  }
}
