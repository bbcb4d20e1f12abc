import JobModel
import LaunchPolicy
import Testing

@Suite("Who is looked at of the waits that are due")
struct RoundPlanTests {
  private static let plan = LookPlan(interval: .seconds(5))

  /// A wait that began so many seconds ago, behind a launch.
  private static func wait(
    _ id: JobID, ago: Int64, type: String? = "t3.medium", goal: WaitSpec.Goal = .statusOK, timeout: Int = 600,
    launched: Int64 = 0, now: Int64 = 6_010
  ) -> PollingJob {
    let start = Timestamp.seconds(now - ago)
    var job = PollingJob(
      id: id, token: 1, spec: WaitSpec(goal: goal, timeout: timeout), instanceID: "i-\(id)", region: "r",
      startedAt: start, runningSince: nil, rung: type.map { Rung(market: .spot, instanceType: $0) })
    job.recordedAt = type == nil ? nil : start - .seconds(launched)
    return job
  }

  private static func round(
    _ due: [PollingJob], standings: [Cohort.Standing] = [], now: Int64 = 6_010
  ) -> [RoundPlan.Group] {
    RoundPlan(due, canary: 3, standings: standings, plan: plan, now: .seconds(now)).groups
  }

  @Test("the oldest of many that are alike go first")
  func canary() {
    let groups = Self.round((1...10).map { Self.wait($0, ago: 20 + $0 % 3) })
    #expect(groups.count == 1)
    #expect(groups[0].looked.map(\.id) == [2, 5, 8])
    #expect(Set(groups[0].held.map(\.id)) == [1, 3, 4, 6, 7, 9, 10])
    #expect(groups[0].began == .seconds(6_010 - 22) && groups[0].standsUntil == nil)
  }

  @Test("a few are all looked at")
  func few() {
    #expect(Self.round((1...3).map { Self.wait($0, ago: 20) }).map(\.looked.count) == [3])
  }

  @Test("waits for one instance count once")
  func oneInstance() {
    var jobs = (1...5).map { Self.wait($0, ago: 20) }
    for index in 1...3 { jobs[index].instanceID = "i-1" }
    #expect(Self.round(jobs).map(\.looked.count) == [5])
  }

  @Test(
    "another type, goal or age is another cohort, as is what nobody launched",
    arguments: [
      (wait(9, ago: 20, type: "m5.large"), 2), (wait(9, ago: 20, goal: .running), 2), (wait(9, ago: 60), 2),
      (wait(9, ago: 25), 1), (wait(9, ago: 20, type: nil), 2), (wait(9, ago: 20, launched: 60), 2),
    ])
  func apart(other: PollingJob, cohorts: Int) {
    let groups = Self.round((1...5).map { Self.wait($0, ago: 20) } + [other])
    #expect(groups.count == cohorts)
    if cohorts == 2 { #expect(groups.contains { $0.looked == [other] && $0.held.isEmpty }) }
  }

  @Test("many that are like no others are all looked at")
  func others() {
    #expect(Self.round((1...50).map { Self.wait($0, ago: 20, type: nil) }).flatMap(\.looked).count == 50)
  }

  @Test("nobody is put off past a time-out")
  func timeOut() {
    let jobs = (1...5).map { Self.wait($0, ago: 20, timeout: $0 == 5 ? 23 : 600) }
    #expect(Self.round(jobs)[0].looked.map(\.id) == [1, 2, 3, 5])
  }

  @Test("who has not been looked at for two minutes by the next look is looked at now")
  func unseen() {
    // The pauses are 13 and 15 seconds.
    #expect(Self.round((1...5).map { Self.wait($0, ago: 105) })[0].looked.count == 3)
    #expect(Self.round((1...5).map { Self.wait($0, ago: 118) })[0].looked.count == 5)
    // After that the last look in each minute is for all.
    #expect(Self.round((1...5).map { Self.wait($0, ago: 160) }, now: 6_010)[0].looked.count == 3)
    let late = (1...5).map { Self.wait($0, ago: 160, now: 6_050) }
    #expect(Self.round(late, now: 6_050)[0].looked.count == 5)
  }

  @Test("nobody goes without a look for two minutes, however long it takes", arguments: [nil, 40, 400, 2_000])
  func neverForLong(expected: Int?) {
    let job = Self.wait(9, ago: 0, timeout: 100_000)
    let kind = WaitKind(instanceType: "t3.medium", goal: .statusOK)
    let known: [WaitKind: Duration] = expected.map { [kind: .seconds($0)] } ?? [:]
    var now = Self.plan.first(
      now: job.startedAt, launched: job.startedAt, timesOut: job.timesOut, expected: known[kind])
    var seen = job.startedAt
    var forced = 0
    while now - job.startedAt < .seconds(7_200) {
      // Three others are the canary.
      let others = (1...3).map { Self.wait($0, ago: 0, timeout: 100_000) }
      let group = RoundPlan(others + [job], canary: 3, plan: Self.plan, expected: known, now: now).groups[0]
      if group.looked.contains(job) {
        #expect(now - seen <= .seconds(120), "not for \(now - seen)")
        seen = now
        forced += 1
      }
      now = Self.plan.next(now: now, began: job.startedAt, expected: known[kind])
    }
    #expect(forced <= 7_200 / 60 + 2)
  }

  @Test("what was found out a moment ago about a cohort is not asked again")
  func standing() {
    let kind = WaitKind(instanceType: "t3.medium", goal: .statusOK)
    let standing = Cohort.Standing(kind: kind, began: .seconds(5_987), next: .seconds(6_013))
    let late = (1...5).map { Self.wait($0, ago: 20, timeout: $0 == 5 ? 21 : 600) }
    let groups = Self.round(late, standings: [standing])
    #expect(groups[0].standsUntil == standing.next)
    #expect(groups[0].looked.map(\.id) == [5])
    var old = standing
    old.next = .seconds(6_010)
    #expect(Self.round(late, standings: [old])[0].looked.count == 4)
    old = standing
    old.began = .seconds(5_000)
    #expect(Self.round(late, standings: [old])[0].looked.count == 4)
  }
}
