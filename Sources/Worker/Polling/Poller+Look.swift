import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

extension Poller {
  func look(at jobs: [PollingJob], _ client: any EC2API) async throws {
    let views = try await InstanceLook(client: client, logger: context.logger).look(at: jobs, now: context.now())
    CrashPoint.pollLooked.reach()
    var finishes: [JobFinish] = []
    for job in jobs {
      guard let view = views[job.instanceID] else { continue }
      if view.instance?.isGone == true {
        try await context.store.ledger.recordGone(region: client.region, instanceID: job.instanceID)
      }
      let verdict = try await livesElsewhere(job, view) ?? WaitVerdict.judge(job, view, now: context.now())
      if case .lost(let error) = verdict {
        try await relaunch(job, view, error)
      } else {
        finishes.append(finish(job, view, verdict))
      }
    }
    let accepted = try await context.store.queue.finish(finishes)
    CrashPoint.pollFinished.reach()
    for (finish, isAccepted) in zip(finishes, accepted) where isAccepted {
      context.logger.log(finish.outcome, job: finish.fence.id)
    }
    wake.signal()
  }

  /// What a look that failed means for its waits: a later look, or their end where no look will ever be allowed.
  func putOff(_ jobs: [PollingJob], _ error: AWSError) async throws {
    context.logger.warning(
      "instances could not be looked at", metadata: ["error": "\(error)", "jobs": "\(jobs.map(\.id))"])
    let later = context.now() + context.settings.pollInterval
    let finishes = jobs.map { job in
      let described = CallDecision.describe(error, instance: job.instanceID, job: job.id)
      let outcome: JobOutcome =
        described.errorClass == .permission
        ? .fail(described)
        : .poll(PollPlan(instanceID: job.instanceID, nextLook: later, runningSince: job.runningSince))
      return JobFinish(job.fence, outcome, calls: 1)
    }
    _ = try await context.store.queue.finish(finishes)
  }

  private func finish(_ job: PollingJob, _ view: WaitVerdict.View, _ verdict: WaitVerdict) -> JobFinish {
    switch verdict {
    case .reached(let resource): return JobFinish(job.fence, .succeed(.resource(resource)), calls: view.calls)
    case .failed(let error), .lost(let error):
      let ends = job.spec.terminateOnFailure == true && view.instance?.isGone == false
      return JobFinish(
        job.fence, .fail(error), calls: view.calls, terminates: ends ? view.instance?.instanceID : nil)
    case .keepWaiting(let runningSince):
      let plan = PollPlan(
        instanceID: job.instanceID, nextLook: context.now() + context.settings.pollInterval, runningSince: runningSince)
      return JobFinish(job.fence, .poll(plan), calls: view.calls)
    }
  }

  private func relaunch(_ job: PollingJob, _ view: WaitVerdict.View, _ error: JobError) async throws {
    // Closed before its launch is ready again, so that no worker runs into it.
    if var rung = job.rung {
      rung.availabilityZone = view.instance?.availabilityZone ?? rung.availabilityZone
      await deaths.instanceDied(job.instanceID, of: rung, region: job.region, reason: view.instance?.stateReason)
    }
    let order = Relaunch(wait: job.fence, error: error, calls: view.calls)
    switch try await context.store.ledger.relaunch(order) {
    case .relaunched(let launch, let count):
      context.logger.notice(
        "launch runs again, its instance was lost",
        metadata: ["job": "\(launch)", "instance": "\(job.instanceID)", "code": "\(error.code)", "count": "\(count)"])
    case .failed(let error): context.logger.log(.fail(error), job: job.id)
    case .leaseLost: break
    }
  }

  /// The end of a wait for an instance that this database launched in another region; asked only where EC2 does not
  /// know it in this one.
  private func livesElsewhere(_ job: PollingJob, _ view: WaitVerdict.View) async throws -> WaitVerdict? {
    guard view.instance == nil, job.rung == nil else { return nil }
    let known = Selection(instanceIDs: [job.instanceID], kinds: [.launch])
    guard let launch = try await context.store.catalog.jobs(known, limit: 1, attempts: false).first,
      launch.region != job.region
    else { return nil }
    return .failed(WaitError.elsewhere(job, region: launch.region, launch: launch.id))
  }
}
