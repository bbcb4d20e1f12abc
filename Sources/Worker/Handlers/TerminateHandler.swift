import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// Terminates instances, many in one call; a wrong id never stops the others.
struct TerminateHandler: Sendable {
  let context: WorkerContext

  func run(_ jobs: [ClaimedJob], region: String) async throws -> [JobFinish] {
    let targets = jobs.filter { $0.instanceID != nil }
    let nothing = jobs.filter { $0.instanceID == nil }.map { job in
      // Where nobody knows whether there is an instance, there is no saying that there is none.
      let outcome: JobOutcome =
        job.dependencyError.map { .fail($0) } ?? .succeed(.terminated(TerminateResult(instanceID: nil, state: "none")))
      return JobFinish(job.fence, outcome)
    }
    guard !targets.isEmpty else { return nothing }
    let client: any EC2API
    do {
      client = try await context.regions.client(for: region)
    } catch let error as AWSError {
      return nothing + (try await failed(targets, error))
    }
    var finishes = nothing
    var halt: AWSError?
    let ids = Array(Set(targets.compactMap(\.instanceID))).sorted()
    for part in ids.chunks(of: CallSize.ids) {
      let jobs = targets.filter { part.contains($0.instanceID ?? "") }
      if let halt {
        // What is throttled is so for all.
        finishes += try await failed(jobs, halt, calls: 0)
      } else {
        finishes += try await terminate(jobs, part, client, &halt)
      }
    }
    return finishes
  }

  private func terminate(
    _ jobs: [ClaimedJob], _ ids: [String], _ client: any EC2API, _ halt: inout AWSError?
  ) async throws -> [JobFinish] {
    let told = try await IsolatedCall(ids, isolatesPermission: true) { ids in
      try await client.terminateInstances(ids: ids)
    }
    halt = told.errors.values.first { [.throttled, .credentials].contains(ErrorClass($0)) }
    if !told.answers.isEmpty { CrashPoint.terminateAnswered.reach() }
    let states = Dictionary(
      told.answers.map { ($0.instanceID, $0.currentState) }, uniquingKeysWith: { first, _ in first })
    try await context.store.ledger.recordGone(region: client.region, instanceIDs: states.keys.sorted())
    if !told.answers.isEmpty { CrashPoint.terminateNoted.reach() }
    var finishes: [JobFinish] = []
    let refused = Dictionary(grouping: jobs) { told.errors[$0.instanceID ?? ""] }
    for (error, jobs) in refused {
      if let error { finishes += try await failed(jobs, error) }
    }
    for job in refused[nil] ?? [] {
      let id = job.instanceID ?? ""
      guard let state = states[id] else {
        // An id that the answer leaves out was not ended for all we know.
        finishes += try await failed([job], .leftOut(id, region: client.region))
        continue
      }
      let result = TerminateResult(instanceID: id, state: state)
      finishes.append(JobFinish(job.fence, .succeed(.terminated(result)), calls: 1))
    }
    return finishes
  }

  private func failed(_ jobs: [ClaimedJob], _ error: AWSError, calls: Int = 1) async throws -> [JobFinish] {
    try await CallFailure(context: context).finishes(
      jobs.map { (job: $0, instance: $0.instanceID ?? "") }, error, calls: calls)
  }
}

extension AWSError {
  /// For an answer that says nothing about an id it was asked for.
  static func leftOut(_ instanceID: String, region: String) -> AWSError {
    AWSError(
      action: "TerminateInstances", origin: .unrecognized, code: "UnrecognizedAnswer",
      message: "the answer says nothing about \(instanceID)", status: 200, region: region)
  }
}

extension ClaimedJob {
  /// Why the launch it depends on may have left an instance that nobody knows.
  fileprivate var dependencyError: JobError? {
    guard dependencyOutcomeIsUnknown, let dependencyID else { return nil }
    return JobError(
      code: JobError.launchOutcomeUnknownCode, class: .ambiguous,
      message:
        "launch job \(dependencyID) may have left an instance that is not known, so there is nothing to terminate yet",
      hint: "see what to look for: geuse status \(dependencyID) --attempts")
  }
}
