import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import Logging

extension LaunchSettler {
  func settle(_ instances: [Instance], answered: AnsweredSend? = nil) async throws {
    let launched = instances.map { LaunchedInstance(ordinal: $0.amiLaunchIndex, resource: EC2Resource($0)) }
    var members = LaunchMembers.unfilled(jobs, launched: instances.count, now: context.now())
    for instance in instances where request.members.indices.contains(instance.amiLaunchIndex) {
      let id = request.members[instance.amiLaunchIndex]
      guard let job = jobs.first(where: { $0.id == id }) else { continue }
      members[id] = InstanceFate.outcome(instance, for: job, now: context.now())
    }
    try await close(.settled, answered: answered, instances: launched, members: members)
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
    var members: [JobID: JobOutcome] = [:]
    let waited = refusal.map { ErrorClass($0) } == .propagation ? timeRefused : nil
    for job in jobs {
      members[job.id] = LaunchMembers.refused(
        job, refusal.map { LaunchAdvice.describe($0, job: job.id, spec: spec, rung: request.rung, waited: waited) },
        now: context.now(), random: context.random())
    }
    try await close(.refused, members: members)
  }

  /// For how long EC2 has said the same.
  private var timeRefused: Duration? {
    request.sends.last.map { context.now() - request.sends.sameRefusalSince($0) }
  }

  func closeUnknown() async throws {
    var members: [JobID: JobOutcome] = [:]
    // Also for those that were cancelled: what may have been launched is not told as cancelled.
    for job in jobs { members[job.id] = .fail(.launchOutcomeUnknown(request, job: job.id)) }
    try await close(.unknown, members: members)
  }

  func close(
    _ state: LaunchRequest.State, answered: AnsweredSend? = nil, instances: [LaunchedInstance] = [],
    members: [JobID: JobOutcome]
  ) async throws {
    let accepted = try await context.store.ledger.close(
      LaunchClosing(
        request: fence, state: state, answered: answered, instances: instances, members: members, rung: request.rung,
        calls: calls))
    CrashPoint.closed.reach()
    guard accepted else { throw StoreError.leaseLost(fence) }
    for (job, outcome) in members { context.logger.log(outcome, job: job) }
  }

  /// Leaves the request open and gives its jobs back until then.
  func hold(until: Timestamp, _ error: AWSError? = nil) async throws {
    let shown =
      (error ?? refusal).map { LaunchAdvice.describe($0, job: jobs[0].id, spec: spec, rung: request.rung) }
      ?? .launchInFlight(request, until: until)
    let held = try await context.store.ledger.hold(
      fence, until: until, error: shown, rung: request.rung, calls: calls)
    guard held else { throw StoreError.leaseLost(fence) }
    context.logger.notice(
      "launch request stays open",
      metadata: ["request": "\(request.uuid)", "code": "\(shown.code)", "until": "\(until)"])
  }
}
