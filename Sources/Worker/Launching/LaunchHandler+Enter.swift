import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy

extension LaunchHandler {
  /// How fresh launches begin: some of them, or all, in a request, the others as it was decided.
  struct Entry {
    var settler: LaunchSettler?
    var finishes: [JobFinish] = []
  }

  /// Waits for the turn of a call, finds an open rung, resolves its image, then freezes everything in a request before
  /// anything is sent.
  func enter(_ jobs: [ClaimedJob], _ spec: LaunchSpec, _ client: any EC2API) async throws -> Entry {
    let region = jobs[0].region
    if let halt = try await context.reconciler.halt(of: region) {
      return Entry(finishes: jobs.map { JobFinish($0.fence, HaltDecision.outcome(halt, for: $0, now: context.now())) })
    }
    switch try await context.pacer.permit(upTo: jobs.count, region: region) {
    case .comeBack(let wait):
      return Entry(finishes: jobs.map { waiting($0, spec, wait, region: region) })
    case .granted(let permit):
      var entry = Entry()
      do {
        entry = try await enter(Array(jobs.prefix(permit.share)), spec, client, permit)
      } catch {
        await context.pacer.giveBack(permit, used: 0, region: region)
        throw error
      }
      await context.pacer.giveBack(permit, used: entry.settler?.jobs.count ?? 0, region: region)
      entry.finishes += jobs.dropFirst(permit.share).map { waiting($0, spec, Pacer.lot, region: region) }
      return entry
    }
  }

  private func enter(
    _ jobs: [ClaimedJob], _ spec: LaunchSpec, _ client: any EC2API, _ permit: LaunchPermit
  ) async throws -> Entry {
    let first = jobs[0]
    let built = try await LadderBuilder(
      facts: context.store.facts, client: client, questions: context.questions, logger: context.logger
    ).build(spec, specID: first.specID)
    guard !built.ladder.steps.isEmpty else {
      throw AWSError.offeredNowhere(spec.instanceTypes, region: client.region)
    }
    let prober = "\(context.settings.id)/\(first.id)/\(first.attempt)"
    let chosen = try await context.chooser(region: client.region).choose(
      built.ladder, prober: prober, lease: context.settings.lease)
    guard case .take(let step, let probing) = chosen.choice else {
      try await context.store.offerings.remember(
        ladder: built.ladder.steps.map(\.keys), spec: first.specID, region: client.region)
      return Entry(
        finishes: jobs.map { job in
          JobFinish(job.fence, closed(job, spec, built.ladder, chosen, region: client.region), calls: built.calls)
        })
    }
    // One call tries what was closed, for all: for one launch, or for as many as may fit.
    let triers = chosen.closings.filter { probing.contains($0.key) }.map { $0.batchLimit ?? 1 }.min() ?? .max
    var entry = Entry()
    do {
      entry = try await open(
        Array(jobs.prefix(triers)), spec, step.rung, client, calls: built.calls, permit,
        prober: probing.isEmpty ? nil : prober)
    } catch {
      if !probing.isEmpty { try? await context.store.offerings.endProbe(region: client.region, holder: prober) }
      throw error
    }
    if !probing.isEmpty, entry.settler == nil {
      try await context.store.offerings.endProbe(region: client.region, holder: prober)
    }
    if jobs.count > triers {
      let others = LadderChoice.choose(
        built.ladder, closings: chosen.closings, now: context.now(), taken: Set(probing))
      let seen = RungChooser.Chosen(choice: others, closings: chosen.closings)
      entry.finishes += jobs.dropFirst(triers).map {
        JobFinish($0.fence, closed($0, spec, built.ladder, seen, region: client.region))
      }
    }
    return entry
  }

  /// With the image as it is now.
  private func open(
    _ jobs: [ClaimedJob], _ spec: LaunchSpec, _ rung: Rung, _ client: any EC2API, calls: Int, _ permit: LaunchPermit,
    prober: String?
  ) async throws -> Entry {
    var rung = rung
    let resolved: (image: CachedImage, calls: Int)
    do {
      resolved = try await ImageResolver(cache: context.store.images, client: client, questions: context.questions)
        .resolve(spec, rung: rung, refresh: jobs.contains { $0.failures > 0 })
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      return Entry(finishes: jobs.map { failed($0, spec, error, on: rung) })
    }
    rung.imageID = resolved.image.imageID
    let first = jobs[0]
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
    else {
      // A lease was lost, or a launch cancelled meanwhile: what is still ours goes back, the fences refuse the rest.
      return Entry(finishes: jobs.map { JobFinish($0.fence, .release) })
    }
    CrashPoint.launchOpened.reach()
    return Entry(
      settler: LaunchSettler(
        context: context, client: client, request: opened.request, fence: opened.fence, jobs: jobs, spec: spec,
        calls: calls + resolved.calls, permit: permit, prober: prober))
  }

  /// For a job whose turn to call EC2 is yet to come.
  private func waiting(_ job: ClaimedJob, _ spec: LaunchSpec, _ wait: Duration, region: String) -> JobFinish {
    let error = AWSError.heldBack("RunInstances", until: wait, region: region)
    return JobFinish(job.fence, PaceDecision.outcome(error, after: wait, for: job, spec: spec, now: context.now()))
  }

  /// For a job with no open rung: back until one opens, without a try, or its end.
  private func closed(
    _ job: ClaimedJob, _ spec: LaunchSpec, _ ladder: Ladder, _ chosen: RungChooser.Chosen, region: String
  ) -> JobOutcome {
    LadderDecision.outcome(
      chosen.choice, ladder: ladder, closings: chosen.closings, job: job, spec: spec, region: region, now: context.now()
    ) ?? .release
  }
}
