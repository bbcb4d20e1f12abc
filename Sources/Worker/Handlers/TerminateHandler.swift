import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// Terminates instances, many in one call; a wrong id never stops the others.
struct TerminateHandler: Sendable {
  /// How many ids go in one call: as many as EC2 advises to.
  static let idsPerCall = 100

  let context: WorkerContext

  func run(_ jobs: [ClaimedJob], region: String) async throws -> [JobFinish] {
    let targets = jobs.filter { $0.instanceID != nil }
    let nothing = jobs.filter { $0.instanceID == nil }.map { job in
      JobFinish(job.fence, .succeed(.terminated(TerminateResult(instanceID: nil, state: "none"))))
    }
    guard !targets.isEmpty else { return nothing }
    let client: any EC2API
    do {
      client = try await context.regions.client(for: region)
    } catch let error as AWSError {
      return nothing + targets.map { failed($0, error) }
    }
    var finishes = nothing
    for part in targets.chunks(of: Self.idsPerCall) { finishes += try await terminate(part, client) }
    return finishes
  }

  private func terminate(_ jobs: [ClaimedJob], _ client: any EC2API) async throws -> [JobFinish] {
    let ids = Array(Set(jobs.compactMap(\.instanceID))).sorted()
    let changes: [InstanceStateChange]
    do {
      changes = try await client.terminateInstances(ids: ids)
    } catch {
      // One bad id fails the whole call and changes nothing: ask for each alone.
      if ids.count > 1, error.origin == .envelope, error.code.hasPrefix("InvalidInstanceID") {
        var finishes: [JobFinish] = []
        for job in jobs { finishes += try await terminate([job], client) }
        return finishes
      }
      return jobs.map { failed($0, error) }
    }
    let states = Dictionary(changes.map { ($0.instanceID, $0.currentState) }, uniquingKeysWith: { first, _ in first })
    for id in states.keys { try await context.store.ledger.recordGone(region: client.region, instanceID: id) }
    return jobs.map { job in
      let id = job.instanceID ?? ""
      let result = TerminateResult(instanceID: id, state: states[id] ?? "shutting-down")
      return JobFinish(job.fence, .succeed(.terminated(result)), calls: 1)
    }
  }

  private func failed(_ job: ClaimedJob, _ error: AWSError) -> JobFinish {
    JobFinish(
      job.fence,
      CallDecision.outcome(
        error, subject: "instance \(job.instanceID ?? "")", for: job, now: context.now(), random: context.random()),
      calls: 1)
  }
}
