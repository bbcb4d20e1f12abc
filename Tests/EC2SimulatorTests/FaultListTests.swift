import Foundation
import Testing

@testable import EC2Simulator

@Suite struct FaultListTests {
  private let now = TestCaller.start

  private func facts(_ action: String) -> CallFacts { CallFacts(action: action) }

  @Test func strikesAfterSkippingAndThenIsSpent() {
    var faults = FaultList([Fault(action: "RunInstances", kind: .dropAfter, skip: 1, count: 2)], at: now)
    let struck = ["RunInstances", "DescribeInstances", "RunInstances", "RunInstances", "RunInstances"].map {
      faults.strike(facts($0), at: now)?.kind
    }
    #expect(struck == [nil, nil, .dropAfter, .dropAfter, nil])
    #expect(faults.faults.isEmpty)
  }

  @Test func oneThatSkipsLetsTheNextLook() {
    var faults = FaultList([Fault(kind: .dropAfter, skip: 1), Fault(kind: .dropBefore)], at: now)
    #expect((0..<3).map { _ in faults.strike(facts("A"), at: now)?.kind } == [.dropBefore, .dropAfter, nil])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let change: @Sendable (inout Fault) -> Void
    let call: CallFacts
    let matches: Bool
    let testDescription: String

    init(_ name: String, _ call: CallFacts, _ matches: Bool, _ change: @escaping @Sendable (inout Fault) -> Void) {
      self.change = change
      self.call = call
      self.matches = matches
      testDescription = name
    }
  }

  private static let launch = CallFacts(
    action: "RunInstances", accessKeyID: "AK", zone: "us-east-1a", instanceType: "t3.medium", market: .spot)

  @Test(arguments: [
    Case("anything", launch, true) { _ in }, Case("an action", launch, true) { $0.action = "RunInstances" },
    Case("another action", launch, false) { $0.action = "CreateTags" },
    Case("a pattern of actions", CallFacts(action: "DescribeVolumes"), true) { $0.action = "Describe*" },
    Case("a zone", launch, true) { $0.zone = "us-east-1a" },
    Case("another zone", launch, false) { $0.zone = "us-east-1b" },
    Case("a zone, of a call that names none", CallFacts(action: "RunInstances"), false) { $0.zone = "us-east-1a" },
    Case("a family", launch, true) { $0.instanceType = "t3.*" },
    Case("another family", launch, false) { $0.instanceType = "m5.*" },
    Case("a market", launch, true) { $0.market = .spot },
    Case("another market", launch, false) { $0.market = .onDemand },
    Case("a key", launch, true) { $0.accessKeyID = "AK" }, Case("another key", launch, false) { $0.accessKeyID = "BK" },
    Case("a view, of no look-up by token", CallFacts(action: "DescribeInstances"), false) { $0.kind = .partialView },
    Case("a view", CallFacts(action: "DescribeInstances", looksUpToken: true), true) { $0.kind = .partialView },
  ])
  func looksAt(_ it: Case) {
    var fault = Fault(kind: .throttle)
    it.change(&fault)
    #expect(fault.matches(it.call) == it.matches)
  }

  @Test func aSeedFixesWhichCallsAreStruck() {
    func struck(seed: UInt64) -> [Bool] {
      var faults = FaultList([Fault(kind: .throttle, count: .max, probability: 0.3)], seed: seed, at: now)
      return (0..<1_000).map { _ in faults.strike(facts("A"), at: now) != nil }
    }
    #expect(struck(seed: 1) == struck(seed: 1))
    #expect(struck(seed: 1) != struck(seed: 2))
    #expect((250...350).contains(struck(seed: 1).count { $0 }))
  }

  @Test(arguments: [(4.0, false), (5, true), (9, true), (10, false)])
  func strikesInItsTimeOnly(seconds: Double, strikes: Bool) {
    var fault = Fault(kind: .throttle)
    fault.startsAfter = .seconds(5)
    fault.endsAfter = .seconds(10)
    var faults = FaultList([fault], at: now)
    #expect((faults.strike(facts("A"), at: now + seconds) != nil) == strikes)
  }
}
