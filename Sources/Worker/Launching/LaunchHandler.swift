import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy

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
      return try await run(late) + run(inTime)
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
      switch try await enter(jobs, spec, client) {
      case .refused(let finishes): return finishes
      case .opened(var settler):
        try await settler.run()
        return []
      // What is still ours goes back at once; the fences refuse the rest.
      case .lost: return jobs.map { JobFinish($0.fence, .release) }
      }
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      return jobs.map { failed($0, spec, error, on: spec.firstRung) }
    }
  }

  private enum Entry {
    case opened(LaunchSettler)
    /// Nothing on the ladder is open.
    case refused([JobFinish])
    /// A lease was lost, or the launch was cancelled meanwhile.
    case lost
  }

  /// Finds an open rung, resolves its image, then freezes everything in a request before anything is sent.
  private func enter(_ jobs: [ClaimedJob], _ spec: LaunchSpec, _ client: any EC2API) async throws -> Entry {
    let first = jobs[0]
    if let halt = try await context.reconciler.halt(of: first.region) {
      return .refused(jobs.map { JobFinish($0.fence, HaltDecision.outcome(halt, for: $0, now: context.now())) })
    }
    // What is opened is frozen: it is not opened long before it can be sent.
    if let wait = try await context.pacer.turnOfFreshLaunch(region: first.region) {
      let error = AWSError.heldBack("RunInstances", until: wait, region: first.region)
      return .refused(
        jobs.map {
          JobFinish($0.fence, PaceDecision.outcome(error, after: wait, for: $0, spec: spec, now: context.now()))
        })
    }
    let built = try await LadderBuilder(facts: context.store.facts, client: client, logger: context.logger)
      .build(spec, specID: first.specID)
    guard !built.ladder.steps.isEmpty else {
      throw AWSError.offeredNowhere(spec.instanceTypes, region: client.region)
    }
    let chooser = context.chooser(region: client.region)
    let chosen = try await chooser.choose(
      built.ladder, prober: "\(context.settings.id)/\(first.id)/\(first.attempt)", lease: context.settings.lease)
    guard case .take(let step, _) = chosen.choice else {
      try await context.store.offerings.remember(
        ladder: built.ladder.steps.map(\.keys), spec: first.specID, region: client.region)
      return .refused(
        jobs.map { job in
          JobFinish(job.fence, closed(job, spec, built.ladder, chosen, region: client.region), calls: built.calls)
        })
    }
    var rung = step.rung
    let resolved: (image: CachedImage, calls: Int)
    do {
      resolved = try await ImageResolver(cache: context.store.images, client: client)
        .resolve(spec, rung: rung, refresh: jobs.contains { $0.failures > 0 })
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      return .refused(jobs.map { failed($0, spec, error, on: rung) })
    }
    rung.imageID = resolved.image.imageID
    let uuid = UUID().uuidString.lowercased()
    let launch = LaunchContext(
      region: first.region, deployment: first.deployment, queueID: try await context.store.accounts.queueID(),
      requestUUID: uuid, clientToken: LaunchContext.clientToken(of: uuid), image: resolved.image)
    let query = RunInstancesParameters(spec: spec, rung: rung, count: jobs.count, context: launch).encoded
    guard
      let opened = try await context.store.ledger.open(
        NewLaunchRequest(
          uuid: uuid, clientToken: launch.clientToken, region: first.region, rung: rung, parameters: query.body,
          members: jobs.map(\.fence)))
    else { return .lost }
    CrashPoint.launchOpened.reach()
    return .opened(
      LaunchSettler(
        context: context, client: client, request: opened.request, fence: opened.fence, jobs: jobs, spec: spec,
        calls: built.calls + resolved.calls))
  }

  /// For a job with no open rung: back until one opens, without a try, or its end.
  private func closed(
    _ job: ClaimedJob, _ spec: LaunchSpec, _ ladder: Ladder, _ chosen: RungChooser.Chosen, region: String
  ) -> JobOutcome {
    LadderDecision.outcome(
      chosen.choice, ladder: ladder, closings: chosen.closings, job: job, spec: spec, region: region, now: context.now()
    ) ?? .release
  }

  private func failed(_ job: ClaimedJob, _ spec: LaunchSpec, _ error: AWSError, on rung: Rung) -> JobFinish {
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
