package import JobModel

/// Who is looked at of the waits that are due: of many that are alike a few first, the canary, and the others only where
/// one of those got to an end.
package struct RoundPlan: Sendable, Equatable {
  /// Waits that share their next look.
  package struct Group: Sendable, Equatable {
    /// Nil for waits that are like no others.
    package var kind: WaitKind?
    package var began: Timestamp
    /// Looked at whatever becomes of others.
    package var looked: [PollingJob]
    /// Looked at where one of the others got to an end; otherwise put off without a call.
    package var held: [PollingJob]
    /// Until when, where nobody of them was looked at because that was done a moment ago.
    package var standsUntil: Timestamp?
  }

  package var groups: [Group]

  /// - Parameters:
  ///   - due: the waits of one region whose look is due.
  ///   - canary: how many instances one call takes.
  ///   - standings: what earlier rounds left of cohorts.
  ///   - expected: how long waits of a kind take.
  package init(
    _ due: [PollingJob], canary: Int, standings: [Cohort.Standing] = [], plan: LookPlan,
    expected: [WaitKind: Duration] = [:], now: Timestamp
  ) {
    let (cohorts, others) = Cohort.group(due, now: now, interval: plan.interval)
    groups = cohorts.map { cohort in
      let standing = cohort.standing(among: standings, now: now, interval: plan.interval)
      let next = standing?.next ?? plan.next(now: now, began: cohort.began, expected: expected[cohort.kind])
      return Self.group(cohort, canary: standing == nil ? canary : 0, next: next, stands: standing != nil, now: now)
    }
    // Each has its own age.
    groups += others.map { Group(kind: nil, began: $0.startedAt, looked: [$0], held: []) }
  }

  private static func group(_ cohort: Cohort, canary: Int, next: Timestamp, stands: Bool, now: Timestamp) -> Group {
    var group = Group(
      kind: cohort.kind, began: cohort.began, looked: [], held: [], standsUntil: stands ? next : nil)
    var instances: Set<String> = []
    for job in cohort.members {
      let isFirst = instances.contains(job.instanceID) || instances.count < canary
      if isFirst { instances.insert(job.instanceID) }
      if isFirst || !mayBePutOff(job, to: next, now: now) { group.looked.append(job) } else { group.held.append(job) }
    }
    return group
  }

  /// Whether it may go without a look until then: not past its time-out, and nobody for longer than
  /// ``LookPlan/longestUnseen``.
  ///
  /// Once its first two minutes are over a wait is looked at whenever that is the last time in its minute, so that two
  /// looks at it never lie further apart than that.
  static func mayBePutOff(_ job: PollingJob, to next: Timestamp, now: Timestamp) -> Bool {
    guard job.timesOut >= next else { return false }
    if next - job.startedAt <= LookPlan.longestUnseen { return true }
    let pause = LookPlan.longestPause.milliseconds
    return now - job.startedAt > LookPlan.longestUnseen && now.rawValue / pause == next.rawValue / pause
  }
}
