import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

/// One round of looks in one region: who is asked about is planned, asked about, and written, once for all.
struct PollRound: Sendable {
  let context: WorkerContext
  let deaths: any CapacityDeaths
  let region: String

  var plan: LookPlan { LookPlan(interval: context.settings.pollInterval) }

  /// - Returns: why it came to an early end.
  func run(_ due: [PollingJob], _ watch: inout RegionWatch) async throws -> InstanceLooks.Ending? {
    let learned = LearnedTimes(facts: context.store.facts, region: region)
    let known = try await learned.known(Set(due.compactMap(\.kind)))
    let expected = known.mapValues(\.average)
    let now = context.now()
    let groups = RoundPlan(
      due, canary: CallSize.ids, standings: watch.standings, plan: plan, expected: expected, now: now
    ).groups
    let looks: InstanceLooks
    do {
      let client = try await context.regions.client(for: region)
      looks = InstanceLooks(client, lease: watch.lease, logger: context.logger)
      try await look(at: groups, looks, now: now)
    } catch let error as AWSError {
      return try await putAllOff(due, error, &watch)
    }
    CrashPoint.pollLooked.reach()

    let delay = rest(after: looks.ending, &watch)
    var record = RoundRecord(plan: plan, lookedAt: now, now: context.now())
    let elsewhere = try await livingElsewhere(due, looks)
    for group in groups {
      record.add(group, looks, expected: group.kind.flatMap { expected[$0] }, delay: delay, elsewhere: elsewhere)
    }
    let samples = try await write(record)
    CrashPoint.pollFinished.reach()
    try await learned.learn(samples, known: known)
    watch.standings = watch.standings.filter { $0.next > record.now } + record.standings
    return looks.ending
  }

  private func look(at groups: [RoundPlan.Group], _ looks: InstanceLooks, now: Timestamp) async throws {
    try await looks.look(at: groups.flatMap(\.looked), now: now)
    let moved = groups.filter { group in group.looked.contains { looks.isDecided($0, now: now) } }
    try await looks.look(at: moved.flatMap(\.held), now: now)
    try await looks.describeDecided(groups.flatMap { $0.looked + $0.held }, now: now)
  }

  /// No client could be had for the region.
  private func putAllOff(
    _ due: [PollingJob], _ error: AWSError, _ watch: inout RegionWatch
  ) async throws -> InstanceLooks.Ending {
    guard ErrorClass(error) != .credentials else { return .refused(error) }
    context.logger.warning("instances could not be looked at", metadata: ["error": "\(error)", "region": "\(region)"])
    let ending = ErrorClass(error) == .throttled ? InstanceLooks.Ending.throttled(error) : .cutOff(error)
    let now = context.now()
    var record = RoundRecord(plan: plan, lookedAt: now, now: now)
    let delay = rest(after: ending, &watch) ?? plan.interval
    for job in due { record.fail(job, error, delay: delay) }
    _ = try await write(record)
    return ending
  }

  /// How long nothing more is asked after a round that ended early; nil where that is no matter of time.
  private func rest(after ending: InstanceLooks.Ending?, _ watch: inout RegionWatch) -> Duration? {
    switch ending {
    case .throttled:
      watch.throttles += 1
      let delay = plan.pause(throttles: watch.throttles)
      watch.quietUntil = context.boot() + delay
      return delay
    case .cutOff:
      watch.quietUntil = context.boot() + plan.interval
      return plan.interval
    case .refused, .leaseLost: return nil
    case nil:
      watch.throttles = 0
      return nil
    }
  }

  /// What is on record in other regions of instances that EC2 does not know here.
  private func livingElsewhere(_ due: [PollingJob], _ looks: InstanceLooks) async throws -> [String: InstanceRecord] {
    let unknown = due.filter { $0.rung == nil && looks.views[$0.instanceID]?.isUnknown == true }
    guard !unknown.isEmpty else { return [:] }
    let named = Selection(instanceIDs: Array(Set(unknown.map(\.instanceID))).sorted())
    let known = try await context.store.catalog.instances(named, limit: nil)
    return Dictionary(
      known.filter { $0.region != region }.map { ($0.resource.instanceID, $0) }, uniquingKeysWith: { first, _ in first }
    )
  }
}
