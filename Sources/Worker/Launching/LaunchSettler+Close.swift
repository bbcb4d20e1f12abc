import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import Logging

extension LaunchSettler {
  func settle(_ instances: [Instance], answered: AnsweredSend? = nil) async throws {
    let all = known(and: instances)
    var members = LaunchMembers.unfilled(jobs, launched: all.count, now: context.now())
    members.merge(adopted(request.instances)) { $1 }
    members.merge(fates(of: instances)) { $1 }
    let deaths = instances.filter(InstanceFate.isCapacityDeath).compactMap(\.stateReason).map {
      Refusal(death: $0, rung: request.rung, region: request.region)
    }
    if !deaths.isEmpty { try await context.store.offerings.close(deaths) }
    try await close(.settled, answered: answered, instances: all, members: members)
    if instances.contains(where: { !$0.isGone }) { await reopen() }
  }

  /// What EC2 shows, and what is on record besides.
  private func known(and instances: [Instance]) -> [LaunchedInstance] {
    let shown = instances.map { LaunchedInstance(ordinal: $0.amiLaunchIndex, resource: EC2Resource($0)) }
    let ids = Set(shown.map(\.resource.instanceID))
    return shown + request.instances.filter { !ids.contains($0.resource.instanceID) }
  }

  /// What becomes of the members that EC2 gave an instance.
  private func fates(of instances: [Instance]) -> [JobID: JobOutcome] {
    var fates: [JobID: JobOutcome] = [:]
    for instance in instances where request.members.indices.contains(instance.amiLaunchIndex) {
      let id = request.members[instance.amiLaunchIndex]
      guard let job = jobs.first(where: { $0.id == id }) else { continue }
      fates[id] = InstanceFate.outcome(instance, for: job, now: context.now())
    }
    return fates
  }

  /// EC2 had room here: what waits for this rung need wait no longer. Not worth failing a launch for.
  private func reopen() async {
    do {
      let keys = Set(ClosingKey.keys(of: request.rung, in: spec, specID: specID))
      let now = context.now()
      let ended = try await context.store.offerings.closings(region: request.region)
        .filter { keys.contains($0.key) && ($0.key.scope != .operator || $0.reopensAt <= now) }.map(\.key)
      guard !ended.isEmpty else { return }
      try await context.store.offerings.open(region: request.region, keys: ended)
      context.logger.notice(
        "offering open again", metadata: ["rung": "\(request.rung)", "region": "\(request.region)"])
    } catch {
      context.logger.error("an opening could not be written", metadata: ["error": "\(error)"])
    }
  }

  /// For instances that somebody recorded without being allowed to decide.
  func adopted(_ instances: [LaunchedInstance]) -> [JobID: JobOutcome] {
    var members: [JobID: JobOutcome] = [:]
    for instance in instances where request.members.indices.contains(instance.ordinal) {
      let job = request.members[instance.ordinal]
      members[job] = InstanceFate.outcome(instance.resource, job: job)
    }
    return members
  }

  func closeRefused() async throws {
    // A refusal closes its offering, so it must be news: whoever took the launch over may have launched there since.
    guard try await context.store.ledger.holds(fence) else { throw StoreError.leaseLost(fence) }
    if let refusal, let limit = BatchLimit.next(after: refusal, count: request.count) {
      return try await closeForFewer(refusal, limit)
    }
    let next = try await nextRung()
    var members: [JobID: JobOutcome] = [:]
    let waited = refusal.map { ErrorClass($0) } == .propagation ? timeRefused : nil
    for job in jobs {
      let error = refusal.map {
        LaunchAdvice.describe($0, job: job.id, spec: spec, rung: request.rung, waited: waited)
      }
      if let next, let error, !job.cancelRequested {
        members[job.id] = LadderDecision.outcome(
          afterRefusal: error, next.chosen.choice, ladder: next.ladder, closings: next.chosen.closings, job: job,
          spec: spec, region: request.region, now: context.now())
      } else {
        members[job.id] = LaunchMembers.refused(job, error, now: context.now(), random: context.random())
      }
    }
    try await close(.refused, members: members)
  }

  /// The same rung again, for fewer of them at once: the refusal of all says nothing about each.
  private func closeForFewer(_ refusal: AWSError, _ limit: Int) async throws {
    var members: [JobID: JobOutcome] = [:]
    for job in jobs {
      var error = LaunchAdvice.describe(refusal, job: job.id, spec: spec, rung: request.rung)
      error.message += "; it was said of \(request.count) instances together, at most \(limit) are asked for next"
      members[job.id] =
        job.cancelRequested ? .release : job.retryOrFail(error, counted: false, after: .zero, now: context.now())
    }
    try await close(.refused, members: members, batchLimit: limit)
  }

  /// For how long EC2 has said the same.
  private var timeRefused: Duration? {
    request.sends.last.map { context.now() - request.sends.sameRefusalSince($0) }
  }

  /// Remembers what the refusal closes and finds what is open next; nil where it says nothing about the rung.
  private func nextRung() async throws -> (ladder: Ladder, chosen: RungChooser.Chosen)? {
    guard let refusal, let closing = Refusal(refusal, rung: request.rung, spec: spec, specID: specID) else {
      return nil
    }
    let ladder: Ladder
    do {
      ladder = try await LadderBuilder(
        facts: context.store.facts, client: client, questions: context.questions, logger: context.logger
      ).build(spec, specID: specID).ladder
    } catch let error as AWSError {
      // What the region is like was known when the launch began; that it is not now must not hold up the end.
      context.logger.warning("the ladder could not be made", metadata: ["error": "\(error)"])
      ladder = Ladder(steps: [
        Ladder.Step(rung: request.rung, keys: ClosingKey.keys(of: request.rung, in: spec, specID: specID))
      ])
    }
    try await context.store.offerings.close([closing])
    try await context.store.offerings.remember(
      ladder: ladder.steps.map(\.keys), spec: specID, region: request.region)
    return (ladder, try await context.chooser(region: request.region).preview(ladder))
  }

  /// - Parameter found: those of its instances that are known all the same.
  func closeUnknown(_ found: [Instance]) async throws {
    var members: [JobID: JobOutcome] = [:]
    // Also for those that were cancelled: what may have been launched is not told as cancelled.
    for job in jobs { members[job.id] = .fail(.launchOutcomeUnknown(request, job: job.id)) }
    members.merge(adopted(request.instances)) { $1 }
    members.merge(fates(of: found)) { $1 }
    try await close(.unknown, instances: known(and: found), members: members)
  }

  func close(
    _ state: LaunchRequest.State, answered: AnsweredSend? = nil, instances: [LaunchedInstance] = [],
    members: [JobID: JobOutcome], batchLimit: Int? = nil
  ) async throws {
    let accepted = try await context.store.ledger.close(
      LaunchClosing(
        request: fence, state: state, answered: answered, instances: instances, members: members, rung: request.rung,
        calls: calls, batchLimit: batchLimit))
    CrashPoint.launchClosed.reach()
    guard accepted else { throw StoreError.leaseLost(fence) }
    for (job, outcome) in members { context.logger.log(outcome, job: job) }
  }

  /// Leaves the request open and gives its jobs back until then.
  ///
  /// What must have passed by then has passed on both of the machine's clocks, which are cut to milliseconds and tick
  /// apart: who came at once would come too soon, and send again.
  func hold(until: Timestamp, _ error: AWSError? = nil, because reason: JobError? = nil) async throws {
    var shown =
      reason
      ?? (error ?? refusal).map { LaunchAdvice.describe($0, job: jobs[0].id, spec: spec, rung: request.rung) }
      ?? .launchInFlight(request, until: until)
    if let unanswered = request.sends.last(where: \.isUnresolved), shown.errorClass == .capacity {
      let left = context.settings.settlement.ambiguityWindow - unanswered.signed.leastAge(at: context.moment)
      let settledBy = max(until, context.now() + left)
      shown.message +=
        "; an earlier call of this request had no clear answer, so the launch stays on this rung until \(settledBy) at most"
      shown.hint = nil
    }
    let held = try await context.store.ledger.hold(
      fence, until: until + .milliseconds(20), error: shown, rung: request.rung, calls: calls)
    CrashPoint.launchHeld.reach()
    guard held else { throw StoreError.leaseLost(fence) }
    context.logger.notice(
      "launch request stays open",
      metadata: ["request": "\(request.uuid)", "code": "\(shown.code)", "until": "\(until)"])
  }
}
