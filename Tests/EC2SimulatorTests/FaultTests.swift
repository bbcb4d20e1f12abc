import Testing

@testable import EC2Simulator

@Suite struct FaultTests {
  @Test func strikesAfterSkippingAndThenIsSpent() {
    var faults = FaultList([Fault(action: "RunInstances", kind: .dropAfter, skip: 1, count: 2)])
    let struck = ["RunInstances", "DescribeInstances", "RunInstances", "RunInstances", "RunInstances"].map {
      faults.strike($0)
    }
    #expect(struck == [nil, nil, .dropAfter, .dropAfter, nil])
    #expect(faults.faults.isEmpty)
  }

  @Test func oneThatSkipsLetsTheNextLook() {
    var faults = FaultList([Fault(kind: .dropAfter, skip: 1), Fault(kind: .dropBefore)])
    #expect(faults.strike("A") == .dropBefore)
    #expect(faults.strike("A") == .dropAfter)
    #expect(faults.strike("A") == nil)
  }

  @Test(arguments: [(Fault.Kind.dropBefore, 0), (.dropAfter, 1)])
  func aDroppedLaunchTookEffectOrNot(kind: Fault.Kind, launched: Int) {
    var configuration = SimulatorConfiguration()
    configuration.faults = [Fault(action: "RunInstances", kind: kind)]
    var caller = TestCaller(configuration)
    #expect(caller.run(["ClientToken": "t"]).status == nil)
    #expect(caller.core.snapshot(at: caller.now).instances.count == launched)
    #expect(caller.core.log.records[0].fault == kind)
    #expect(caller.core.log.records[0].launched == launched)
    #expect(caller.core.log.records[0].status == (launched == 1 ? 200 : nil))
    #expect(caller.run(["ClientToken": "t"]).instanceIDs.count == 1)
    #expect(caller.core.snapshot(at: caller.now).instances.count == 1)
    #expect(caller.core.snapshot(at: caller.now).doubles.isEmpty)
  }
}
