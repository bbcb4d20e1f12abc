import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import Logging

/// Launches: opens a request for fresh jobs on the first open rung, and settles the open request of jobs that have one.
struct LaunchHandler: Sendable {
  let context: WorkerContext

  /// - Parameter jobs: fresh launches of one spec and region, or all members of one open request.
  /// - Returns: decisions about jobs that got no request; everything else is written through the ledger.
  /// - Throws: ``CredentialTrouble``: the jobs go back as they are.
  func run(_ jobs: [ClaimedJob]) async throws -> [JobFinish] {
    guard let first = jobs.first, case .launch(let spec) = first.spec else { return [] }
    // Whose time is over ends; a request in its company would be sent for the others' sake, and launch for it, too.
    let late = first.openRequest == nil ? jobs.filter { $0.deadline <= context.now() } : []
    if !late.isEmpty, late.count < jobs.count {
      let inTime = jobs.filter { job in !late.contains { $0.id == job.id } }
      try await finish(run(late))
      return try await run(inTime)
    }
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
      let entry = try await enter(jobs, spec, client)
      guard var settler = entry.settler else { return entry.finishes }
      // Whoever does not travel along is not held up by those who do, nor lost with them, nor are they held up.
      do {
        try await finish(entry.finishes)
      } catch {
        context.report(error, "jobs that wait could not be written")
      }
      try await settler.run()
      return []
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      return jobs.map { failed($0, spec, error, on: spec.firstRung) }
    }
  }

  private func finish(_ finishes: [JobFinish]) async throws {
    guard !finishes.isEmpty else { return }
    let accepted = try await context.store.queue.finish(finishes)
    for (finish, accepted) in zip(finishes, accepted) { context.logger.log(finish, accepted: accepted) }
  }

  func failed(_ job: ClaimedJob, _ spec: LaunchSpec, _ error: AWSError, on rung: Rung) -> JobFinish {
    let described = LaunchAdvice.describe(error, job: job.id, spec: spec, rung: rung)
    let outcome = RefusalDecision.outcome(described, for: job, now: context.now(), random: context.random())
    return JobFinish(job.fence, outcome, calls: 1, rung: rung)
  }

  /// No client could be had: an open request keeps its place, a fresh job is tried again.
  private func unreachable(_ jobs: [ClaimedJob], _ spec: LaunchSpec, _ error: AWSError) async throws -> [JobFinish] {
    try CredentialTrouble.check(error)
    guard let fence = jobs[0].openRequest else { return jobs.map { failed($0, spec, error, on: spec.firstRung) } }
    let described = LaunchAdvice.describe(error, job: jobs[0].id, spec: spec, rung: spec.firstRung)
    let pause = RefusalDecision.pause(described.errorClass, sends: 1)
    _ = try await context.store.ledger.hold(
      fence, until: context.now() + pause, error: described, rung: spec.firstRung, calls: 0)
    return []
  }
}

extension WorkerContext {
  func chooser(region: String) -> RungChooser {
    RungChooser(offerings: store.offerings, region: region, now: now)
  }
}
