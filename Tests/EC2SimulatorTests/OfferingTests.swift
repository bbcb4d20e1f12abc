import Testing

@testable import EC2Simulator

/// Which zones have which types, and what a launch is told that goes elsewhere.
@Suite struct OfferingTests {
  private func caller(_ rules: OfferingRule...) -> TestCaller {
    var configuration = SimulatorConfiguration()
    configuration.offerings = rules
    return TestCaller(configuration)
  }

  private func offered(_ caller: inout TestCaller, _ type: String, by kind: String) -> [String] {
    caller.call(
      "DescribeInstanceTypeOfferings",
      ["LocationType": kind, "Filter.1.Name": "instance-type", "Filter.1.Value.1": type]
    ).all("location")
  }

  @Test(arguments: [
    ("availability-zone", ["us-east-1a", "us-east-1b"]), ("availability-zone-id", ["use1-az1", "use1-az2"]),
    ("region", ["us-east-1"]), ("outpost", []),
  ])
  func showsWhereATypeIs(kind: String, locations: [String]) {
    var caller = TestCaller()
    #expect(offered(&caller, "p3.2xlarge", by: kind) == locations)
  }

  @Test func theLastRuleThatMatchesHolds() {
    var caller = caller(
      OfferingRule(instanceType: "t3.*"), OfferingRule(zone: "us-east-1b", offered: true),
      OfferingRule(instanceType: "t3.large", zone: "us-east-1a", offered: true))
    #expect(offered(&caller, "t3.medium", by: "availability-zone") == ["us-east-1b"])
    #expect(offered(&caller, "t3.large", by: "availability-zone") == ["us-east-1a", "us-east-1b"])
  }

  @Test func pagesThroughThemAll() {
    var caller = TestCaller()
    var seen: [String] = []
    var token: String?
    repeat {
      var parameters = ["LocationType": "availability-zone", "MaxResults": "50"]
      parameters["NextToken"] = token
      let reply = caller.call("DescribeInstanceTypeOfferings", parameters)
      #expect(reply.all("location").count <= 50)
      seen += zip(reply.all("instanceType"), reply.all("location")).map { "\($0) \($1)" }
      token = reply["nextToken"]
    } while token != nil
    let whole = caller.call("DescribeInstanceTypeOfferings", ["LocationType": "availability-zone"])
    #expect(seen == zip(whole.all("instanceType"), whole.all("location")).map { "\($0) \($1)" })
    #expect(Set(seen).count == seen.count)
    #expect(caller.call("DescribeInstanceTypeOfferings", ["LocationType": "moon"]).code == "InvalidParameterValue")
  }

  @Test func aZoneWithoutTheTypeIsUnsupported() {
    var caller = caller(OfferingRule(instanceType: "t3.medium", zone: "us-east-1e"))
    let reply = caller.run(["SubnetId": StableIDs.subnet(zone: "us-east-1e")])
    #expect(reply.status == 400)
    #expect(reply.code == "Unsupported")
    #expect(
      reply.message
        == "Your requested instance type (t3.medium) is not supported in your requested Availability Zone (us-east-1e). "
        + "Please retry your request by not specifying an Availability Zone or choosing us-east-1a, us-east-1b, "
        + "us-east-1c, us-east-1d, us-east-1f.")
    #expect(caller.run().status == 200)
  }

  @Test func aTypeThatIsNowhereIsUnsupportedEverywhere() {
    var caller = caller(OfferingRule(instanceType: "t3.medium"))
    #expect(caller.run().code == "Unsupported")
    #expect(offered(&caller, "t3.medium", by: "region").isEmpty)
  }

  @Test func aLaunchWithoutAZoneGoesWhereTheTypeIs() {
    var caller = caller(OfferingRule(instanceType: "t3.medium"), OfferingRule(zone: "us-east-1d", offered: true))
    #expect(caller.run().all("availabilityZone") == ["us-east-1d"])
    caller.core.world.add(.closed(zone: "us-east-1d"), at: caller.now)
    #expect(caller.run().code == "InsufficientInstanceCapacity")
  }

  @Test func aCapacityHintNamesOnlyZonesThatHaveTheType() {
    var caller = caller(OfferingRule(instanceType: "t3.medium", zone: "us-east-1b"))
    caller.core.world.add(.closed(zone: "us-east-1a"), at: caller.now)
    let message = caller.run(["Placement.AvailabilityZone": "us-east-1a"]).message
    #expect(message?.hasSuffix("choosing us-east-1c, us-east-1d, us-east-1e, us-east-1f.") == true)
  }
}
