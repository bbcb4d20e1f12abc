import Testing

@testable import EC2Simulator

@Suite struct DescribeTests {
  private func caller() -> (TestCaller, [String]) {
    var caller = TestCaller()
    var ids: [String] = []
    ids += caller.run(["MinCount": "3", "MaxCount": "3", "ClientToken": "a"]).instanceIDs
    ids += caller.run(["InstanceType": "t3.large", "Placement.AvailabilityZone": "us-east-1b"]).instanceIDs
    ids += caller.run(["InstanceMarketOptions.MarketType": "spot", "ClientToken": "b"]).instanceIDs
    caller.turn(.seconds(6))
    ids += caller.run(["InstanceType": "t3.large"]).instanceIDs
    return (caller, ids)
  }

  @Test(arguments: [
    ("client-token", ["a"], [0, 1, 2]), ("client-token", ["a", "b"], [0, 1, 2, 4]), ("client-token", ["c"], []),
    ("client-token", ["?"], [0, 1, 2, 4]), ("instance-state-name", ["pending"], [5]),
    ("instance-state-name", ["pending", "running"], [0, 1, 2, 3, 4, 5]), ("instance-type", ["t3.l*"], [3, 5]),
    ("availability-zone", ["us-east-1b"], [3]), ("instance-lifecycle", ["spot"], [4]), ("tag-key", ["x"], []),
    ("subnet-id", [StableIDs.subnet(zone: "us-east-1b")], [3]),
  ])
  func filters(name: String, values: [String], expected: [Int]) {
    var (caller, ids) = caller()
    let parameters = values.enumerated().reduce(into: ["Filter.1.Name": name]) {
      $0["Filter.1.Value.\($1.offset + 1)"] = $1.element
    }
    #expect(caller.call("DescribeInstances", parameters).instanceIDs == expected.map { ids[$0] })
  }

  @Test func allFiltersMustHold() {
    var (caller, ids) = caller()
    let reply = caller.call(
      "DescribeInstances",
      [
        "Filter.1.Name": "instance-type", "Filter.1.Value.1": "t3.large", "Filter.2.Name": "instance-state-name",
        "Filter.2.Value.1": "running",
      ])
    #expect(reply.instanceIDs == [ids[3]])
    #expect(reply.all("reservationId").count == 1)
  }

  @Test(arguments: ["DescribeInstances", "DescribeInstanceStatus"])
  func pagesHoldEveryInstanceOnce(action: String) {
    var caller = TestCaller()
    let ids = caller.run(["MinCount": "23", "MaxCount": "23"]).instanceIDs
    caller.turn(.seconds(60))
    var seen: [String] = []
    var token: String?
    var pages = 0
    repeat {
      let reply = caller.call(action, ["MaxResults": "5", "NextToken": token ?? ""].filter { $0.value != "" })
      seen += reply.instanceIDs
      token = reply["nextToken"]
      pages += 1
    } while token != nil && pages < 10
    #expect(seen == ids)
    #expect(pages == 5)
  }

  @Test(arguments: [
    ("DescribeImages", "imageId", 22), ("DescribeInstanceTypes", "instanceType", InstanceType.all.count),
    ("DescribeSubnets", "subnetId", 6),
  ])
  func listsThatStandStillArePagedToo(action: String, id: String, count: Int) {
    var caller = TestCaller()
    let first = caller.call(action, ["MaxResults": "5"])
    let second = caller.call(action, ["MaxResults": "100", "NextToken": first["nextToken"] ?? ""])
    #expect(first.all(id).count == 5)
    #expect(Set(first.all(id) + second.all(id)).count == count)
    #expect(second.all(id).count == count - 5)
    #expect(second["nextToken"] == nil)
  }

  @Test func whatStopsMatchingPushesNothingOffThePage() {
    var caller = TestCaller()
    let ids = caller.run(["MinCount": "10", "MaxCount": "10"]).instanceIDs
    let running = ["Filter.1.Name": "instance-state-name", "Filter.1.Value.1": "pending", "MaxResults": "5"]
    let first = caller.call("DescribeInstances", running)
    caller.call("TerminateInstances", ["InstanceId.1": ids[0]])
    let second = caller.call("DescribeInstances", running.merging(["NextToken": first["nextToken"] ?? ""]) { $1 })
    #expect(first.instanceIDs + second.instanceIDs == ids)
  }

  @Test(arguments: [
    ("DescribeInstances", ["MaxResults": "4"], "InvalidParameterValue"),
    ("DescribeInstances", ["NextToken": "x"], "InvalidNextToken"),
    ("DescribeInstances", ["MaxResults": "5", "InstanceId.1": ""], "InvalidParameterCombination"),
    ("DescribeInstances", ["Filter.1.Name": "colour", "Filter.1.Value.1": "x"], "InvalidParameterValue"),
    ("DescribeInstances", ["InstanceId.1": "i-z"], "InvalidInstanceID.Malformed"),
    ("DescribeInstances", ["InstanceId.1": "i-0123456789abcdef0"], "InvalidInstanceID.NotFound"),
    ("DescribeInstanceStatus", ["InstanceId.1": "i-0123456789abcdef0"], "InvalidInstanceID.NotFound"),
    ("TerminateInstances", ["InstanceId.1": "i-0123456789abcdef0"], "InvalidInstanceID.NotFound"),
    ("TerminateInstances", [:], "MissingParameter"),
    ("DescribeImages", ["ImageId.1": "ami-0123456789abcdef0"], "InvalidAMIID.NotFound"),
    ("DescribeInstanceTypes", ["InstanceType.1": "t9.huge"], "InvalidInstanceType"),
    ("DescribeVolumes", ["VolumeId.1": "vol-0123456789abcdef0"], "InvalidVolume.NotFound"),
    (
      "DescribeSpotInstanceRequests", ["SpotInstanceRequestId.1": "sir-12345678"],
      "InvalidSpotInstanceRequestID.NotFound"
    ),
    ("DescribeSubnets", ["SubnetId.1": "subnet-1"], "InvalidSubnetID.NotFound"),
    ("DescribeSecurityGroups", ["GroupId.1": "sg-1"], "InvalidGroup.NotFound"),
    ("DescribeKeyPairs", ["KeyName.1": "x"], "InvalidKeyPair.NotFound"),
    ("ImportKeyPair", ["KeyName": "demo", "PublicKeyMaterial": "c3NoLXJzYSBB"], "InvalidKeyPair.Duplicate"),
    ("DescribeAvailabilityZones", ["ZoneName.1": "us-east-1z"], "InvalidParameterValue"),
    ("StartTheEngines", [:], "InvalidAction"),
  ])
  func refuses(action: String, parameters: [String: String], code: String) {
    var caller = TestCaller()
    let id = caller.run().instanceIDs[0]
    let reply = caller.call(action, parameters.mapValues { $0 == "" ? id : $0 })
    #expect(reply.status == 400)
    #expect(reply.code == code)
  }

  @Test func statusTakesAHundredIDs() {
    var caller = TestCaller()
    let ids = caller.run(["MinCount": "101", "MaxCount": "101"]).instanceIDs
    func named(_ count: Int) -> [String: String] {
      ids.prefix(count).enumerated().reduce(into: ["IncludeAllInstances": "true"]) {
        $0["InstanceId.\($1.offset + 1)"] = $1.element
      }
    }
    #expect(caller.call("DescribeInstanceStatus", named(100)).instanceIDs.count == 100)
    #expect(caller.call("DescribeInstanceStatus", named(101)).code == "InvalidParameterValue")
  }
}
