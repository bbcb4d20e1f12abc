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

  /// Finds an open rung, resolves its image, then freezes everything in a request before anything is sent.
  func enter(_ jobs: [ClaimedJob], _ spec: LaunchSpec, _ client: any EC2API) async throws -> Entry {
    let first = jobs[0]
    if let halt = try await context.reconciler.halt(of: first.region) {
      return Entry(finishes: jobs.map { JobFinish($0.fence, HaltDecision.outcome(halt, for: $0, now: context.now())) })
    }
    // What is opened is frozen: it is not opened long before it can be sent.
    if let wait = try await context.pacer.turnOfFreshLaunch(region: first.region) {
      return Entry(finishes: jobs.map { waiting($0, spec, wait, region: first.region) })
    }
    let built = try await LadderBuilder(
      facts: context.store.facts, client: client, questions: context.questions, logger: context.logger
    ).build(spec, specID: first.specID)
    guard !built.ladder.steps.isEmpty else {
      throw AWSError.offeredNowhere(spec.instanceTypes, region: client.region)
    }
    let chooser = context.chooser(region: client.region)
    let chosen = try await chooser.choose(
      built.ladder, prober: "\(context.settings.id)/\(first.id)/\(first.attempt)", lease: context.settings.lease)
    guard case .take(let step, let probing) = chosen.choice else {
      try await context.store.offerings.remember(
        ladder: built.ladder.steps.map(\.keys), spec: first.specID, region: client.region)
      return Entry(
        finishes: jobs.map { job in
          JobFinish(job.fence, closed(job, spec, built.ladder, chosen, region: client.region), calls: built.calls)
        })
    }
    var rung = step.rung
    let resolved: (image: CachedImage, calls: Int)
    do {
      resolved = try await ImageResolver(cache: context.store.images, client: client, questions: context.questions)
        .resolve(spec, rung: rung, refresh: jobs.contains { $0.failures > 0 })
    } catch let error as AWSError {
      try CredentialTrouble.check(error)
      return Entry(finishes: jobs.map { failed($0, spec, error, on: rung) })
    }
    rung.imageID = resolved.image.imageID
    var entry = Entry()
    var members = jobs
    if !probing.isEmpty {
      // One tries what was closed, for all.
      let others = LadderChoice.choose(
        built.ladder, closings: chosen.closings, now: context.now(), taken: Set(probing))
      let seen = RungChooser.Chosen(choice: others, closings: chosen.closings)
      entry.finishes = jobs.dropFirst().map {
        JobFinish($0.fence, closed($0, spec, built.ladder, seen, region: client.region))
      }
      members = [first]
    }
    let share: Int
    switch try await context.pacer.instances(upTo: members.count, region: first.region) {
    case .upTo(let count): share = count
    case .comeBack(let wait):
      entry.finishes += members.map { waiting($0, spec, wait, region: first.region) }
      return entry
    }
    entry.finishes += members.dropFirst(share).map { waiting($0, spec, Self.restOfShare, region: first.region) }
    entry.settler = try await open(
      Array(members.prefix(share)), spec, rung, resolved.image, client, calls: built.calls + resolved.calls)
    if entry.settler == nil {
      try await context.pacer.giveBack(instances: share, region: first.region)
      // What is still ours goes back at once; the fences refuse the rest.
      entry.finishes += members.prefix(share).map { JobFinish($0.fence, .release) }
    }
    return entry
  }

  /// How long those wait that the bucket of instances has no room for: until it is worth a call again.
  private static let restOfShare: Duration = .seconds(10)

  /// - Returns: nil where a lease was lost, or a launch was cancelled meanwhile.
  private func open(
    _ jobs: [ClaimedJob], _ spec: LaunchSpec, _ rung: Rung, _ image: CachedImage, _ client: any EC2API, calls: Int
  ) async throws -> LaunchSettler? {
    let first = jobs[0]
    let uuid = UUID().uuidString.lowercased()
    let launch = LaunchContext(
      region: first.region, deployment: first.deployment, queueID: try await context.store.accounts.queueID(),
      requestUUID: uuid, clientToken: LaunchContext.clientToken(of: uuid), image: image)
    let query = RunInstancesParameters(spec: spec, rung: rung, count: jobs.count, context: launch).encoded
    guard
      let opened = try await context.store.ledger.open(
        NewLaunchRequest(
          uuid: uuid, clientToken: launch.clientToken, region: first.region, rung: rung, parameters: query.body,
          members: jobs.map(\.fence)))
    else { return nil }
    CrashPoint.launchOpened.reach()
    return LaunchSettler(
      context: context, client: client, request: opened.request, fence: opened.fence, jobs: jobs, spec: spec,
      calls: calls)
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
