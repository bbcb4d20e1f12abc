import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Testing

@Suite("Which rung is taken")
struct LadderChoiceTests {
  private static let spec = LaunchSpec(availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"])
  private let ladder = Ladder(spec, specID: 1, facts: Ladder.Facts())

  private func closing(
    _ zone: String, until: Int64 = 100, code: String = "InsufficientInstanceCapacity", refusals: Int = 1,
    suggested: [String] = [], probedUntil: Int64? = nil
  ) -> Closing {
    Closing(
      region: "us-east-1", key: ClosingKey(.offering, "on-demand t3.medium us-east-1\(zone)"), refusals: refusals,
      firstClosedAt: .seconds(0), closedAt: .seconds(1), reopensAt: .seconds(until), code: code,
      errorClass: ErrorTable.classes[code] ?? .capacity,
      message: "We currently do not have sufficient capacity. Try later.", suggestedZones: suggested,
      prober: probedUntil.map { _ in "someone" }, probedUntil: probedUntil.map { .seconds($0) })
  }

  private static func offering(_ step: Ladder.Step) -> ClosingKey { ClosingKey(.offering, step.rung.offering) }

  private func choose(_ closings: [Closing], now: Int64 = 10, taken: Set<ClosingKey> = []) -> LadderChoice {
    LadderChoice.choose(ladder, closings: closings, now: .seconds(now), taken: taken)
  }

  private func zone(_ choice: LadderChoice) -> String? {
    if case .take(let step, _) = choice { step.rung.availabilityZone } else { nil }
  }

  @Test func theFirstOpenOneIsTaken() {
    #expect(zone(choose([])) == "us-east-1a")
    #expect(zone(choose([closing("a")])) == "us-east-1b")
    #expect(zone(choose([closing("a"), closing("b")])) == "us-east-1c")
  }

  @Test func whereAllAreClosedItWaitsForTheFirstToOpen() {
    let closings = [closing("a", until: 60), closing("b", until: 40), closing("c", until: 50)]
    #expect(choose(closings) == .wait(until: .seconds(40)))
  }

  @Test func aRestThatIsOverNeedsTheProbe() {
    guard case .take(let step, let probing) = choose([closing("a", until: 10)]) else {
      Issue.record("nothing was taken")
      return
    }
    #expect(step.rung.availabilityZone == "us-east-1a")
    #expect(probing.map(\.name) == ["on-demand t3.medium us-east-1a"])
  }

  @Test func whatAPersonClosedOpensByItself() {
    var closing = closing("a", until: 10, code: "ClosedByOperator")
    closing.key.scope = .operator
    #expect(choose([closing]) == .take(ladder.steps[0], probing: []))
    #expect(zone(choose([closing], now: 9)) == "us-east-1b")
  }

  /// EC2 refused a number of launches: fewer may fit.
  @Test func whatIsPreferredIsNotGivenUpBeforeFewerWereTried() {
    var fewer = closing("a", until: 5)
    fewer.batchLimit = 50
    guard case .take(let step, let probing) = choose([fewer]) else {
      Issue.record("nothing was taken")
      return
    }
    #expect(step.rung.availabilityZone == "us-east-1a" && probing == [fewer.key])
    #expect(choose([fewer], taken: [fewer.key]) == .wait(until: .seconds(10) + RetryPolicy.probeSpacing))
    fewer.probedUntil = .seconds(30)
    #expect(choose([fewer]) == .wait(until: .seconds(30)))
    var subnet = closing("a", until: 40)
    subnet.key = ClosingKey(.subnet, "default in us-east-1a")
    #expect(zone(choose([fewer, subnet])) == "us-east-1b", "what is closed for other reasons is passed over")
  }

  @Test func whileAnotherTriesItTheNextIsTakenOrWaitedFor() {
    #expect(zone(choose([closing("a", until: 5, probedUntil: 30)])) == "us-east-1b")
    let all = ["a", "b", "c"].map { closing($0, until: 5, probedUntil: 30) }
    #expect(choose(all) == .wait(until: .seconds(30)))
  }

  @Test func whileAllAreRefusedTheRungsTakeTurnsHoweverLongTheLadder() {
    let count = 60
    let spec = LaunchSpec(availabilityZones: (0..<count).map { "us-east-1-\($0)" })
    let ladder = Ladder(spec, specID: 1, facts: Ladder.Facts())
    var closings = ladder.steps.map { step in
      var closing = closing("", until: 0)
      closing.key = Self.offering(step)
      return closing
    }
    var tries: [Int: Int] = [:]
    // One try in 2.5 s, five times as long as a round over the ladder takes.
    for turn in 0..<(count * 5) {
      let now = Timestamp.seconds(100) + RetryPolicy.probeSpacing * turn
      guard case .take(let step, let probing) = LadderChoice.choose(ladder, closings: closings, now: now),
        let rung = ladder.steps.firstIndex(of: step)
      else {
        Issue.record("nothing was taken in turn \(turn)")
        return
      }
      #expect(probing == [Self.offering(step)])
      tries[rung, default: 0] += 1
      closings[rung].reopensAt = now + RetryPolicy.longestCapacityDelay
    }
    #expect(tries.count == count)
    #expect(tries.values.allSatisfy { $0 == 5 })
  }

  @Test func ofRestsThatAreOverTheFirstIsTriedWhereSomethingIsOpenBehindIt() {
    #expect(zone(choose([closing("a", until: 9), closing("b", until: 5)])) == "us-east-1a")
    #expect(zone(choose([closing("a", until: 9), closing("b", until: 5), closing("c", until: 7)])) == "us-east-1b")
  }

  @Test func aProbeThatWasNotHadIsWaitedForShortly() {
    let all = ["a", "b", "c"].map { closing($0, until: 5) }
    #expect(
      choose(all, taken: Set(all.map(\.key))) == .wait(until: .seconds(10) + RetryPolicy.probeSpacing))
  }

  @Test func zonesThatEC2NamedComeFirstButNoneIsLeftOut() {
    #expect(zone(choose([closing("a", suggested: ["us-east-1c"])])) == "us-east-1c")
    #expect(zone(choose([closing("a", suggested: ["us-east-1f"])])) == "us-east-1b")
    #expect(zone(choose([closing("a", suggested: ["us-east-1c"]), closing("c")])) == "us-east-1b")
  }

  @Test func aHintOrdersZonesAndNotMarketsOrTypes() {
    let spec = LaunchSpec(availabilityZones: ["us-east-1a", "us-east-1b"], markets: [.spot, .onDemand])
    var hint = closing("a", suggested: ["us-east-1b"])
    hint.key = ClosingKey(.offering, "spot t3.medium us-east-1a")
    let choice = LadderChoice.choose(
      Ladder(spec, specID: 1, facts: Ladder.Facts()), closings: [hint], now: .seconds(10))
    guard case .take(let step, _) = choice else {
      Issue.record("nothing was taken")
      return
    }
    #expect(step.rung.offering == "spot t3.medium us-east-1b")
  }

  @Test(arguments: [
    ("Unsupported", 1, true), ("VcpuLimitExceeded", 1, false), ("VcpuLimitExceeded", 2, true),
    ("InsufficientInstanceCapacity", 9, false),
  ])
  func whatTimeDoesNotMendIsNotWaitedFor(code: String, refusals: Int, isForGood: Bool) {
    let all = ["a", "b", "c"].map { closing($0, code: code, refusals: refusals) }
    if isForGood {
      #expect(choose(all) == .exhausted(all[0]))
    } else {
      #expect(choose(all) == .wait(until: .seconds(100)))
    }
    #expect(zone(choose([all[0]])) == "us-east-1b")
  }

  // What becomes of the job.

  private func outcome(_ closings: [Closing], now: Int64 = 10, deadline: Int64 = 10_000) -> JobOutcome? {
    LadderDecision.outcome(
      choose(closings, now: now), ladder: ladder, closings: closings,
      job: .sample(.launch(Self.spec), deadline: deadline * 1_000), spec: Self.spec, region: "us-east-1",
      now: .seconds(now))
  }

  @Test func aParkedJobIsToldEveryRungAndTheNextTry() {
    let closings = [
      closing("a", until: 60), closing("b", until: 40, code: "Unsupported"), closing("c", until: 5, probedUntil: 50),
    ]
    guard case .park(let until, let error) = outcome(closings) else {
      Issue.record("not parked")
      return
    }
    #expect(until == .seconds(50))
    #expect(error.code == "InsufficientInstanceCapacity" && error.errorClass == .capacity)
    for words in [
      "all 3 rungs", "us-east-1a: InsufficientInstanceCapacity", "us-east-1b: Unsupported", "us-east-1c",
      "closed until 1970-01-01T00:01:00.000Z", "being tried by another launch", "next try at 1970-01-01T00:00:50.000Z",
    ] {
      #expect(error.message.contains(words), "\(words) in: \(error.message)")
    }
    #expect(error.hint == "to try elsewhere now: geuse requeue 7 --availability-zone all")
  }

  @Test func theDeadlineIsWaitedForAndThenEndsIt() {
    let all = ["a", "b", "c"].map { closing($0) }
    guard case .park(let until, _) = outcome(all, deadline: 30) else {
      Issue.record("not parked")
      return
    }
    #expect(until == .seconds(30))
    guard case .fail(let error) = outcome(all, now: 30, deadline: 30) else {
      Issue.record("not failed")
      return
    }
    #expect(error.message.contains("its time to retry ended at 1970-01-01T00:00:30.000Z"))
  }

  @Test func aRefusedJobGoesOnAtOnceWhereARungIsOpen() {
    let closings = [closing("a")]
    let refusal = JobError(code: "InsufficientInstanceCapacity", class: .capacity, message: "m", requestID: "r")
    func after(_ closings: [Closing], _ refusal: JobError, failures: Int = 0) -> JobOutcome {
      LadderDecision.outcome(
        afterRefusal: refusal, choose(closings), ladder: ladder, closings: closings,
        job: .sample(.launch(Self.spec), failures: failures), spec: Self.spec, region: "us-east-1", now: .seconds(10))
    }
    #expect(after(closings, refusal) == .retry(at: .seconds(10), refusal, counted: false))
    let all = ["a", "b", "c"].map { closing($0) }
    guard case .retry(let at, let error, false) = after(all, refusal) else {
      Issue.record("not retried")
      return
    }
    #expect(at == .seconds(100) && error.requestID == "r" && error.message.contains("us-east-1c"))
    let limit = JobError(code: "VcpuLimitExceeded", class: .quota, message: "m")
    let limited = ["a", "b", "c"].map { closing($0, code: "VcpuLimitExceeded") }
    guard case .retry(_, _, counted: true) = after(limited, limit) else {
      Issue.record("a limit counts")
      return
    }
    #expect(after(limited, limit, failures: 4) == .fail(limit))
    #expect(after([limited[0]], limit, failures: 4) == .retry(at: .seconds(10), limit, counted: false))
  }

  // What a refusal closes.

  @Test(
    arguments: [
      ("InsufficientInstanceCapacity", "", "offering", nil), ("UnfulfillableCapacity", "", "offering", nil),
      ("InsufficientFreeAddressesInSubnet", "", "subnet", nil), ("SpotMaxPriceTooLow", "", "price", nil),
      ("MaxSpotInstanceCountExceeded", "", "quota", nil), ("VolumeLimitExceeded", "", "configuration", 60),
      ("InsufficientVolumeCapacity", "", "configuration", nil),
      ("InsufficientHostCapacity", "", "configuration", nil), ("VcpuLimitExceeded", "", "quota", 60),
      (
        "Unsupported",
        "Your requested instance type (t3.medium) is not supported in your requested Availability Zone (us-east-1e).",
        "offering", 86_400
      ),
      ("Unsupported", "The requested configuration is currently not supported.", "configuration", 86_400),
      ("InvalidGroup.NotFound", "", nil, nil), ("RequestLimitExceeded", "", nil, nil),
    ] as [(String, String, String?, Int64?)])
  func aRefusalCloses(code: String, message: String, scope: String?, rest: Int64?) {
    let spec = LaunchSpec(subnetIDs: ["subnet-1"], markets: [.spot], maxPrice: "0.1")
    let rung = Rung(
      market: .spot, instanceType: "t3.medium", availabilityZone: "us-east-1a", subnetID: "subnet-1")
    let refusal = Refusal(.envelope(code, message), rung: rung, spec: spec, specID: 3)
    #expect(refusal?.key.scope.rawValue == scope)
    #expect(refusal?.rest == rest.map { .seconds($0) })
    if let refusal { #expect(ClosingKey.keys(of: rung, in: spec, specID: 3).contains(refusal.key)) }
  }

  @Test func whatOnlyThisLaunchAsksForClosesNothingForOthers() {
    let spec = LaunchSpec(placementGroup: "tight")
    let refusal = Refusal(.envelope("InsufficientInstanceCapacity"), rung: spec.firstRung, spec: spec, specID: 3)
    #expect(refusal?.key.scope == .configuration)
  }

  @Test(arguments: [
    (LaunchSpec(markets: [.spot]), "--market on-demand"),
    (LaunchSpec(availabilityZones: ["us-east-1a"]), "--availability-zone all"),
    (LaunchSpec(), "--market spot --market on-demand"),
    (LaunchSpec(availabilityZones: ["all"], markets: [.spot, .onDemand]), "--instance-type TYPE"),
  ])
  func theHintWidensTheLadder(spec: LaunchSpec, flags: String) {
    #expect(LadderReport.widerRequeue(7, spec) == "geuse requeue 7 \(flags)")
  }
}
