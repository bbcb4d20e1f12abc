import JobModel
import LaunchPolicy
import Testing

@Suite("When a parked wait is looked at")
struct LookPlanTests {
  private static let plan = LookPlan(interval: .seconds(5))

  struct First: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// How many seconds ago.
    var launched: Int64? = 0
    var timeout: Int64 = 300
    var expected: Int?
    /// In so many seconds.
    let look: Int64
  }

  @Test(arguments: [
    First(testDescription: "an instance that is named: at once", launched: nil, look: 0),
    First(testDescription: "behind a launch: after an interval", look: 5),
    First(testDescription: "launched a moment ago", launched: 3, look: 2),
    First(testDescription: "launched long ago", launched: 3_600, look: 0),
    First(testDescription: "EC2's clock is ahead", launched: -60, look: 5),
    First(testDescription: "a kind that is known", expected: 80, look: 72),
    First(testDescription: "a kind that is known, launched a while ago", launched: 70, expected: 80, look: 2),
    First(testDescription: "a kind that is fast", expected: 2, look: 1),
    First(testDescription: "a kind that is slow: nobody waits longer than that unseen", expected: 600, look: 120),
    First(testDescription: "not after its time-out", timeout: 30, expected: 80, look: 30),
    First(testDescription: "timed out already", timeout: 0, expected: 80, look: 0),
  ])
  func first(_ example: First) {
    let now = Timestamp.seconds(10_000)
    let look = Self.plan.first(
      now: now, launched: example.launched.map { now - .seconds($0) }, timesOut: now + .seconds(example.timeout),
      expected: example.expected.map { .seconds($0) })
    // Whole seconds: 0.9 of two is one.
    #expect((look - now).components.seconds == example.look)
  }

  @Test(
    "a kind that is not known is looked at after longer and longer times",
    arguments: [
      (0, 5), (5, 5), (40, 5), (80, 10), (240, 30), (480, 60), (3_600, 60),
    ])
  func unknown(age: Int64, pause: Int64) {
    #expect(Self.next(age: age, expected: nil) == .seconds(pause))
  }

  @Test(
    "a kind that is known is looked at about its time",
    arguments: [
      (10, 60, "long before it: within a minute"), (60, 12, "before it: when looks begin"),
      (70, 5, "no sooner than that"),
      (72, 5, "about it"), (100, 5, "after it"), (125, 5, "half as long again"),
      (160, 10, "well past it: less and less"),
      (3_600, 60, "never less than once a minute"),
    ])
  func known(age: Int64, pause: Int64, name: String) {
    #expect(Self.next(age: age, expected: .seconds(80)) == .seconds(pause), "\(name)")
  }

  private static func next(age: Int64, expected: Duration?) -> Duration {
    let now = Timestamp.seconds(10_000)
    return plan.next(now: now, began: now - .seconds(age), expected: expected) - now
  }

  @Test("the pauses after throttled looks double up to a minute")
  func throttled() {
    #expect((1...6).map { Self.plan.pause(throttles: $0) } == [5, 10, 20, 40, 60, 60].map { .seconds($0) })
    #expect(Self.plan.pause(throttles: 1_000) == .seconds(60))
  }

  struct End: Sendable {
    let goal: WaitSpec.Goal
    var runningSince: Int64?
    var isKnown = true
    var timeout = 300
    /// Planned for 400, looked at at 100.
    let look: Int64
  }

  @Test(
    "a wait is looked at when it times out, not later",
    arguments: [
      End(goal: .running, look: 300), End(goal: .running, timeout: 600, look: 400),
      End(goal: .running, timeout: 20, look: 400), End(goal: .statusOK, runningSince: 90, look: 150),
      End(goal: .statusOK, isKnown: false, look: 120),
    ])
  func timeOut(_ example: End) {
    let spec = WaitSpec(goal: example.goal, timeout: example.timeout, checksTimeout: 60)
    let job = PollingJob(
      id: 1, token: 1, spec: spec, instanceID: "i-1", region: "r", startedAt: .seconds(0), runningSince: nil)
    let next = Self.plan.next(
      job, runningSince: example.runningSince.map { .seconds($0) }, isKnown: example.isKnown, planned: .seconds(400),
      now: .seconds(100))
    #expect(next == .seconds(example.look))
  }
}
