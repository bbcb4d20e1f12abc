import EC2
import JobModel
import LaunchPolicy
import Logging

extension PollRound {
  /// Writes what a round decided: the decisions in one transaction, so that what stands behind the waits becomes ready
  /// together.
  /// - Returns: how long the waits took that reached their goal.
  func write(_ record: RoundRecord) async throws -> [WaitKind: [ReachTime.Sample]] {
    if !record.gone.isEmpty {
      try await context.store.ledger.recordGone(region: region, instanceIDs: record.gone.sorted())
    }
    for loss in record.losses { try await relaunch(loss) }
    var samples: [WaitKind: [ReachTime.Sample]] = [:]
    if !record.finishes.isEmpty {
      let accepted = try await context.store.queue.finish(record.finishes)
      for (finish, isAccepted) in zip(record.finishes, accepted) where isAccepted {
        context.logger.log(finish.outcome, job: finish.fence.id)
        if let reached = record.reached[finish.fence.id] { samples[reached.kind, default: []].append(reached.sample) }
      }
    }
    for (until, fences) in record.putOff { try await context.store.queue.putOff(fences, until: until) }
    return samples
  }

  private func relaunch(_ loss: RoundRecord.Loss) async throws {
    let job = loss.job
    // Closed before its launch is ready again, so that no worker runs into it.
    if var rung = job.rung {
      rung.availabilityZone = loss.view.instance?.availabilityZone ?? rung.availabilityZone
      await deaths.instanceDied(job.instanceID, of: rung, region: region, reason: loss.view.instance?.stateReason)
    }
    let order = Relaunch(wait: job.fence, error: loss.error, calls: loss.view.calls)
    switch try await context.store.ledger.relaunch(order) {
    case .relaunched(let launch, let count):
      context.logger.notice(
        "launch runs again, its instance was lost",
        metadata: [
          "job": "\(launch)", "instance": "\(job.instanceID)", "code": "\(loss.error.code)", "count": "\(count)",
        ])
    case .failed(let error): context.logger.log(.fail(error), job: job.id)
    case .leaseLost: break
    }
  }
}
