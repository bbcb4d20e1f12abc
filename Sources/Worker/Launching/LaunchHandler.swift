import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy

/// Launches: opens a request for fresh jobs, and settles the open request of jobs that have one.
struct LaunchHandler: Sendable {
  let context: WorkerContext

  /// - Parameter jobs: fresh launches of one region, or all members of one open request.
  /// - Returns: decisions about jobs that got no request; everything else is written through the ledger.
  func run(_ jobs: [ClaimedJob]) async throws -> [JobFinish] {
    guard let first = jobs.first, case .launch(let spec) = first.spec else { return [] }
    let client: any EC2API
    do {
      client = try await context.regions.client(for: first.region)
    } catch let error as AWSError {
      return try await unreachable(jobs, spec, error)
    }
    if let fence = first.openRequest {
      guard let request = try await context.store.ledger.launchRequest(fence.id) else { return [] }
      var settler = LaunchSettler(
        context: context, client: client, request: request, fence: fence, jobs: jobs, spec: spec)
      try await settler.run()
      return []
    }
    do {
      guard var settler = try await open(jobs, spec, client) else { return [] }
      try await settler.run()
      return []
    } catch let error as AWSError {
      return jobs.map { failed($0, spec, error) }
    }
  }

  /// Resolves the image, then freezes everything in a request before anything is sent.
  /// - Returns: nil where a lease was lost or the launch was cancelled meanwhile.
  private func open(_ jobs: [ClaimedJob], _ spec: LaunchSpec, _ client: any EC2API) async throws -> LaunchSettler? {
    let first = jobs[0]
    var rung = spec.firstRung
    let resolved = try await ImageResolver(cache: context.store.images, client: client)
      .resolve(spec, rung: rung, refresh: first.failures > 0)
    rung.imageID = resolved.image.imageID
    let uuid = UUID().uuidString.lowercased()
    let launch = LaunchContext(
      region: first.region, deployment: first.deployment, queueID: try await context.store.accounts.queueID(),
      requestUUID: uuid, clientToken: "geuse-\(uuid)", image: resolved.image)
    let query = RunInstancesParameters(spec: spec, rung: rung, count: jobs.count, context: launch).encoded
    guard
      let opened = try await context.store.ledger.open(
        NewLaunchRequest(
          uuid: uuid, clientToken: launch.clientToken, region: first.region, rung: rung, parameters: query.body,
          members: jobs.map(\.fence)))
    else { return nil }
    CrashPoint.opened.reach()
    return LaunchSettler(
      context: context, client: client, request: opened.request, fence: opened.fence, jobs: jobs, spec: spec,
      calls: resolved.calls)
  }

  private func failed(_ job: ClaimedJob, _ spec: LaunchSpec, _ error: AWSError) -> JobFinish {
    let described = LaunchAdvice.describe(error, job: job.id, spec: spec, rung: spec.firstRung)
    let outcome = RefusalDecision.outcome(described, for: job, now: context.now(), random: context.random())
    return JobFinish(job.fence, outcome, calls: 1, rung: spec.firstRung)
  }

  /// No client could be had: an open request keeps its place, a fresh job is tried again.
  private func unreachable(_ jobs: [ClaimedJob], _ spec: LaunchSpec, _ error: AWSError) async throws -> [JobFinish] {
    guard let fence = jobs[0].openRequest else { return jobs.map { failed($0, spec, error) } }
    let described = LaunchAdvice.describe(error, job: jobs[0].id, spec: spec, rung: spec.firstRung)
    let pause = RefusalDecision.pause(described.errorClass, sends: 1)
    _ = try await context.store.ledger.hold(
      fence, until: context.now() + pause, error: described, rung: spec.firstRung, calls: 0)
    return []
  }
}
