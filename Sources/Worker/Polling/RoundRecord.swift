import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// What a round decided, before anything of it is written.
struct RoundRecord {
  /// A wait whose instance EC2 took for want of capacity.
  struct Loss {
    let job: PollingJob
    let view: WaitVerdict.View
    let error: JobError
  }

  let plan: LookPlan
  /// When it was looked: what waits are judged by.
  let lookedAt: Timestamp
  let now: Timestamp
  private(set) var finishes: [JobFinish] = []
  private(set) var losses: [Loss] = []
  private(set) var gone: Set<String> = []
  private(set) var putOff: [Timestamp: [Fence]] = [:]
  private(set) var standings: [Cohort.Standing] = []
  private(set) var reached: [JobID: (kind: WaitKind, sample: ReachTime.Sample)] = [:]

  init(plan: LookPlan, lookedAt: Timestamp, now: Timestamp) {
    self.plan = plan
    self.lookedAt = lookedAt
    self.now = now
  }

  /// - Parameters:
  ///   - delay: until when everything that was not looked at is put off after an early end.
  ///   - elsewhere: what is on record in other regions, by instance.
  mutating func add(
    _ group: RoundPlan.Group, _ looks: InstanceLooks, expected: Duration?, delay: Duration?,
    elsewhere: [String: InstanceRecord]
  ) {
    let planned = group.standsUntil ?? plan.next(now: now, began: group.began, expected: expected)
    for job in group.looked + group.held {
      if let error = looks.failures[job.instanceID] {
        fail(job, error, delay: delay ?? plan.interval)
      } else if let view = looks.views[job.instanceID] {
        if view.instance?.isGone == true { gone.insert(job.instanceID) }
        let found = view.instance == nil ? elsewhere[job.instanceID] : nil
        decide(job, view, elsewhere: found, planned: planned)
      } else if let delay {
        putOff[now + delay, default: []].append(job.fence)
      } else if looks.ending == nil {
        putOff[planned, default: []].append(job.fence)
      }
    }
    if let kind = group.kind, group.standsUntil == nil, looks.ending == nil, goesOn(group, looks) {
      standings.append(Cohort.Standing(kind: kind, began: group.began, next: planned))
    }
  }

  /// A look that failed: a later one, or the wait's end where no look will ever be allowed.
  mutating func fail(_ job: PollingJob, _ error: AWSError, delay: Duration) {
    let described = CallDecision.describe(error, instance: job.instanceID, job: job.id)
    switch described.errorClass {
    case .permission: finishes.append(JobFinish(job.fence, .fail(described), calls: 1))
    case .credentials: break
    default:
      // Others come first: an answer that cannot be had for one instance must not keep them waiting.
      let later = now + (error.origin == .interrupted ? delay * 2 : delay)
      let plan = PollPlan(instanceID: job.instanceID, nextLook: later, runningSince: job.runningSince)
      finishes.append(JobFinish(job.fence, .poll(plan), calls: 1))
    }
  }

  private func goesOn(_ group: RoundPlan.Group, _ looks: InstanceLooks) -> Bool {
    group.looked.allSatisfy { job in
      guard let view = looks.views[job.instanceID], !view.isHalfShown else { return false }
      return !looks.isDecided(job, now: lookedAt)
    }
  }

  private mutating func decide(
    _ job: PollingJob, _ view: WaitVerdict.View, elsewhere: InstanceRecord?, planned: Timestamp
  ) {
    let verdict =
      elsewhere.map { .failed(WaitError.elsewhere(job, region: $0.region, launch: $0.job)) }
      ?? WaitVerdict.judge(job, view, now: lookedAt)
    switch verdict {
    case .reached(let resource):
      finishes.append(JobFinish(job.fence, .succeed(.resource(resource)), calls: view.calls))
      if let kind = job.kind {
        reached[job.id] = (kind, ReachTime.Sample(took: lookedAt - job.startedAt, isFirstLook: job.calls == 0))
      }
    case .lost(let error): losses.append(Loss(job: job, view: view, error: error))
    case .failed(let error):
      let ends = job.spec.terminateOnFailure == true && view.instance?.isGone == false
      finishes.append(
        JobFinish(
          job.fence, .fail(error), calls: view.calls, terminates: ends ? view.instance?.instanceID : nil))
    case .keepWaiting(let runningSince):
      // The lists of EC2 agree again within seconds.
      let soon = view.isHalfShown ? min(planned, now + plan.interval) : planned
      let next = plan.next(
        job, runningSince: runningSince, isKnown: view.instance != nil || view.isHalfShown, planned: soon, now: lookedAt
      )
      let poll = PollPlan(instanceID: job.instanceID, nextLook: next, runningSince: runningSince)
      finishes.append(JobFinish(job.fence, .poll(poll), calls: view.calls))
    }
  }
}
