import AWSCore
import JobModel
import Logging

/// Runs one unit of work and writes what became of its jobs.
struct Executor: Sendable {
  let context: WorkerContext
  let stop: WorkerStop

  /// - Parameter next: what to claim with the decisions, in the same transaction; asked once they are made.
  /// - Returns: what was claimed.
  @discardableResult
  func run(_ unit: WorkUnit, next: () -> Claim? = { nil }) async -> [ClaimedJob] {
    CrashPoint.claimed(unit.kind).reach()
    do {
      let finishes = try await handle(unit)
      guard !finishes.isEmpty else { return [] }
      let exchange = try await write(finishes, next())
      CrashPoint.finished(unit.kind)?.reach()
      if unit.kind == .wait { context.pollSignal.signal() }
      for (finish, accepted) in zip(finishes, exchange.accepted) {
        context.logger.log(finish, accepted: accepted)
      }
      return exchange.claimed
    } catch let trouble as CredentialTrouble {
      await giveBack(unit, trouble.error)
    } catch let error as StoreError {
      if case .boundElsewhere = error {
        // Not our account: give everything back untouched and end.
        stop.fail(error)
        _ = try? await context.store.queue.finish(unit.jobs.map { JobFinish($0.fence, .release) })
      } else if case .leaseLost = error {
        context.logger.notice(
          "lease lost, nothing more is done",
          metadata: ["kind": "\(unit.kind.rawValue)", "jobs": "\(unit.jobs.map(\.id))"])
      } else {
        report(error, unit)
      }
    } catch {
      report(error, unit)
    }
    return []
  }

  private func write(_ finishes: [JobFinish], _ claim: Claim?) async throws -> Exchange {
    guard let claim else { return Exchange(accepted: try await context.store.queue.finish(finishes), claimed: []) }
    return try await context.store.queue.finish(finishes, claiming: claim)
  }

  private func handle(_ unit: WorkUnit) async throws -> [JobFinish] {
    switch unit.kind {
    case .launch: try await LaunchHandler(context: context).run(unit.jobs)
    case .wait: try await WaitHandler(context: context).run(unit.jobs, region: unit.region)
    case .tag: try await TagHandler(context: context).run(unit.jobs, region: unit.region)
    case .terminate: try await TerminateHandler(context: context).run(unit.jobs, region: unit.region)
    }
  }

  /// The jobs keep their places; whoever has better credentials may have them at once.
  private func giveBack(_ unit: WorkUnit, _ error: AWSError) async {
    await context.beginRest(error)
    do {
      _ = try await context.store.queue.finish(unit.jobs.map { JobFinish($0.fence, .release) })
    } catch {
      report(error, unit)
    }
  }

  /// The store failed us: nothing is decided, and the leases that run out bring the jobs back.
  private func report(_ error: any Error, _ unit: WorkUnit) {
    if error.isOutage { context.outage.leave(unit.jobs.map(\.id)) }
    context.report(
      error, "unit of work could not be written",
      ["kind": "\(unit.kind.rawValue)", "jobs": "\(unit.jobs.map(\.id))"])
  }
}

extension Logger {
  func log(_ finish: JobFinish, accepted: Bool) {
    guard accepted else {
      return notice("decision dropped, the lease was lost", metadata: ["job": "\(finish.fence.id)"])
    }
    log(finish.outcome, job: finish.fence.id)
  }

  /// One line an outcome, with static words and the facts as metadata.
  func log(_ outcome: JobOutcome, job: JobID) {
    let id: Logger.Metadata = ["job": "\(job)"]
    switch outcome {
    case .succeed(let result):
      info("job succeeded", metadata: id.merging(["instance": "\(result.instanceID ?? "none")"]) { $1 })
    case .fail(let error): warning("job failed", metadata: id.merging(Self.facts(error)) { $1 })
    case .retry(let at, let error, _):
      notice("job will be tried again", metadata: id.merging(Self.facts(error)) { $1 }.merging(["at": "\(at)"]) { $1 })
    case .poll: debug("job polls", metadata: id)
    case .park(let until, let error):
      info("job waits", metadata: id.merging(["code": "\(error.code)", "until": "\(until)"]) { $1 })
    case .release: debug("job given back", metadata: id)
    }
  }

  private static func facts(_ error: JobError) -> Logger.Metadata {
    var facts: Logger.Metadata = [
      "code": "\(error.code)", "class": "\(error.errorClass.rawValue)", "message": "\(error.message)",
    ]
    if let requestID = error.requestID { facts["request_id"] = "\(requestID)" }
    return facts
  }
}
