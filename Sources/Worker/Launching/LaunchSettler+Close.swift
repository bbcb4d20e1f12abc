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
        .filter { keys.contains($0.key) && $0.isEnded(byLaunchAt: now) }.map(\.key)
      guard !ended.isEmpty else { return }
      try await context.store.offerings.open(region: request.region, keys: ended)
      context.logger.notice(
        "offering open again", metadata: ["rung": "\(request.rung)", "region": "\(request.region)"])
    } catch {
      context.report(error, "an opening could not be written")
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
    members: [JobID: JobOutcome]
  ) async throws {
    let accepted = try await context.store.ledger.close(
      LaunchClosing(
        request: fence, state: state, answered: answered, instances: instances, members: members, rung: request.rung,
        calls: calls))
    CrashPoint.launchClosed.reach()
    await endProbe()
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
    await endProbe()
    guard held else { throw StoreError.leaseLost(fence) }
    context.logger.notice(
      "launch request stays open",
      metadata: ["request": "\(request.uuid)", "code": "\(shown.code)", "until": "\(until)"])
  }
}

extension Closing {
  /// Whether a launch proves it out of date. That fewer fit says nothing of the number that did not: it is asked for
  /// again when some time has passed.
  fileprivate func isEnded(byLaunchAt now: Timestamp) -> Bool {
    switch (key.scope, batchLimit) {
    case (.operator, _): reopensAt <= now
    case (_, _?): now - closedAt >= Refusal.quotaRest
    default: true
    }
  }
}
