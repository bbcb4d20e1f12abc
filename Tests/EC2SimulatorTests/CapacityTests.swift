import Testing

@testable import EC2Simulator

@Suite struct CapacityTests {
  private func caller(_ pools: CapacityPool...) -> TestCaller {
    var configuration = SimulatorConfiguration()
    configuration.capacity = pools
    return TestCaller(configuration)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let available: Int?
    let least: Int
    let most: Int
    let launched: Int?
    var testDescription: String { "\(least)...\(most) of \(available.map(String.init) ?? "any")" }
  }

  @Test(arguments: [
    Case(available: nil, least: 1, most: 3, launched: 3), Case(available: 2, least: 1, most: 3, launched: 2),
    Case(available: 3, least: 3, most: 3, launched: 3), Case(available: 2, least: 3, most: 3, launched: nil),
    Case(available: 0, least: 1, most: 1, launched: nil),
  ])
  func launchesWhatThereIs(_ it: Case) {
    var caller = caller(CapacityPool(available: it.available))
    let reply = caller.run(["MinCount": "\(it.least)", "MaxCount": "\(it.most)"])
    #expect(reply.status == (it.launched == nil ? 500 : 200))
    #expect(reply.code == (it.launched == nil ? "InsufficientInstanceCapacity" : nil))
    #expect(reply.all("amiLaunchIndex") == (0..<(it.launched ?? 0)).map(String.init))
  }

  @Test func theNamedZoneIsNamedWithThoseThatHaveRoom() {
    var caller = caller(.closed(zone: "us-east-1a"), .closed(zone: "us-east-1c"))
    let reply = caller.run(["Placement.AvailabilityZone": "us-east-1a"])
    #expect(
      reply.message
        == "We currently do not have sufficient t3.medium capacity in the Availability Zone you requested (us-east-1a). "
        + "Our system will be working on provisioning additional capacity. You can currently get t3.medium capacity by "
        + "not specifying an Availability Zone in your request or choosing us-east-1b, us-east-1d, us-east-1e, us-east-1f."
    )
  }

  @Test func withoutAZoneTheMessageSpeaksOfVolumes() {
    var caller = caller(.closed(instanceType: "t3.medium"))
    #expect(caller.run().message?.contains("in zones with support for 'gp3' volumes") == true)
    #expect(caller.run(["InstanceType": "t3.large"]).status == 200)
  }

  @Test func spotHasItsOwnMessageAndItsOwnPool() {
    var caller = caller(.closed(market: .spot))
    let reply = caller.run(["InstanceMarketOptions.MarketType": "spot"])
    #expect(reply.status == 500)
    #expect(reply.message == "There is no Spot capacity available that matches your request.")
    #expect(caller.run().status == 200)
  }

  @Test func withoutAZoneTheFirstOneWithRoomForAllIsTaken() {
    var caller = caller(
      .closed(zone: "us-east-1a"), CapacityPool(zone: "us-east-1b", available: 2),
      CapacityPool(zone: "us-east-1c", available: 5))
    #expect(caller.run(["MaxCount": "3"]).all("availabilityZone") == ["us-east-1c", "us-east-1c", "us-east-1c"])
    #expect(caller.run(["MaxCount": "2"]).all("availabilityZone") == ["us-east-1b", "us-east-1b"])
  }

  @Test func terminationGivesBackAndEveryPoolMustHaveRoom() {
    var caller = caller(CapacityPool(zone: "us-east-1a", available: 1), CapacityPool(instanceType: "t3.large"))
    let ids = caller.run(["Placement.AvailabilityZone": "us-east-1a"]).instanceIDs
    #expect(
      caller.run(["Placement.AvailabilityZone": "us-east-1a", "InstanceType": "t3.large"]).code
        == "InsufficientInstanceCapacity")
    caller.call("TerminateInstances", ["InstanceId.1": ids[0]])
    caller.call("TerminateInstances", ["InstanceId.1": ids[0]])
    #expect(caller.run(["Placement.AvailabilityZone": "us-east-1a"]).status == 200)
    #expect(caller.run(["Placement.AvailabilityZone": "us-east-1a"]).status == 500)
  }

  @Test(arguments: [(0, false), (59, false), (60, true), (64, true), (65, false)])
  func aPoolMayBeOpenForAWhile(seconds: Int, open: Bool) {
    var caller = caller(CapacityPool(opensAfter: .seconds(60), closesAfter: .seconds(65)))
    caller.turn(.seconds(seconds))
    #expect((caller.run().status == 200) == open)
  }

  @Test func aPoolAddedLaterCountsFromThenAndReplacesItsLike() {
    var caller = caller(.closed(zone: "us-east-1a"))
    caller.turn(.seconds(100))
    caller.core.world.add(CapacityPool(zone: "us-east-1a", opensAfter: .seconds(10)), at: caller.now)
    #expect(caller.run(["Placement.AvailabilityZone": "us-east-1a"]).status == 500)
    caller.turn(.seconds(10))
    #expect(caller.run(["Placement.AvailabilityZone": "us-east-1a"]).status == 200)
    #expect(caller.core.world.pools.count == 1)
    caller.core.world.removePools(sameScopeAs: CapacityPool(zone: "us-east-1a"))
    #expect(caller.core.world.pools.isEmpty)
  }

  @Test func aFullSubnetIsNotAMatterOfCapacity() {
    var caller = TestCaller()
    let subnet = ["SubnetId": StableIDs.subnet(zone: "us-east-1a")]
    #expect(caller.run(subnet.merging(["MinCount": "4091", "MaxCount": "4091"]) { $1 }).status == 200)
    let reply = caller.run(subnet)
    #expect(reply.status == 400)
    #expect(reply.code == "InsufficientFreeAddressesInSubnet")
    #expect(caller.run().all("availabilityZone") == ["us-east-1b"])
  }
}
