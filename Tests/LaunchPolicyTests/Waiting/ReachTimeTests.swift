import JobModel
import LaunchPolicy
import Testing

@Suite("How long waits of a kind take")
struct ReachTimeTests {
  private static let plan = LookPlan(interval: .seconds(5))

  /// Boots one fleet after the other, looks at each as planned, and learns from it.
  private static func learn(
    from known: Duration?, boots: [Duration], instances: Int = 1
  ) -> (average: Duration?, looks: [Int]) {
    var known = known.map { ReachTime(average: $0) }
    var looks: [Int] = []
    for boot in boots {
      let start = Timestamp.seconds(0)
      var look = plan.first(now: start, launched: start, timesOut: .seconds(3_600), expected: known?.average)
      var count = 1
      while look < start + boot {
        look = plan.next(now: look, began: start, expected: known?.average)
        count += 1
      }
      looks.append(count)
      let sample = ReachTime.Sample(took: look - start, isFirstLook: count == 1)
      known = ReachTime.learn(known, Array(repeating: sample, count: instances))
    }
    return (known?.average, looks)
  }

  @Test("it gets there from nothing, from below and from above", arguments: [nil, 5, 20, 80, 300, 900], [1, 1_000])
  func converges(known: Int?, instances: Int) throws {
    let boots = Array(repeating: Duration.seconds(80), count: 20)
    let learned = Self.learn(from: known.map { .seconds($0) }, boots: boots, instances: instances)
    let average = try #require(learned.average)
    #expect(average >= .seconds(60) && average <= .seconds(90), "\(average)")
    #expect(learned.looks.suffix(8).allSatisfy { $0 <= 4 }, "\(learned.looks)")
  }

  @Test("a short boot is known for short", arguments: [nil, 2, 300])
  func short(known: Int?) throws {
    let boots = Array(repeating: Duration.milliseconds(500), count: 20)
    let learned = Self.learn(from: known.map { .seconds($0) }, boots: boots)
    #expect(try #require(learned.average) <= .seconds(6))
  }

  @Test("one instance that is slow does not spoil it, two in a row count")
  func oneIsSlow() throws {
    let known = ReachTime(average: .seconds(80))
    func one(_ took: Int) -> [ReachTime.Sample] { [ReachTime.Sample(took: .seconds(took), isFirstLook: false)] }
    let doubted = try #require(ReachTime.learn(known, one(900)))
    #expect(doubted == ReachTime(average: .seconds(80), doubt: .seconds(900)))
    #expect(ReachTime.learn(doubted, one(80)) == known)
    #expect(ReachTime.learn(doubted, one(300)) == ReachTime(average: .seconds(300)))
    let many = Array(repeating: ReachTime.Sample(took: .seconds(82), isFirstLook: false), count: 50)
    #expect(ReachTime.learn(known, many + one(900)) == ReachTime(average: .seconds(81)))
  }

  @Test("one that nobody has looked at before shows a bound where nobody was looked at, and nothing more")
  func firstLooks() {
    let first = ReachTime.Sample(took: .seconds(80), isFirstLook: true)
    let canary = ReachTime.Sample(took: .seconds(80), isFirstLook: false)
    let known = ReachTime(average: .seconds(40))
    #expect(ReachTime.learn(nil, [canary] + Array(repeating: first, count: 900)) == ReachTime(average: .seconds(80)))
    #expect(ReachTime.learn(nil, [first]) == known)
    #expect(ReachTime.learn(known, [first]) == known)
    #expect(ReachTime.learn(ReachTime(average: .seconds(100)), [first]) == ReachTime(average: .seconds(70)))
    #expect(ReachTime.learn(known, []) == known)
    #expect(ReachTime.learn(nil, []) == nil)
  }

  @Test("it is kept as text")
  func fact() {
    for known in [ReachTime(average: .milliseconds(81_250)), ReachTime(average: .seconds(1), doubt: .seconds(3))] {
      #expect(ReachTime(fact: known.fact) == known)
    }
    #expect(ReachTime(fact: nil) == nil)
    #expect(ReachTime(fact: ["soon"]) == nil)
    #expect(WaitKind(instanceType: "t3.medium", goal: .statusOK).factName == "reached/instance-status-ok/t3.medium")
  }
}
