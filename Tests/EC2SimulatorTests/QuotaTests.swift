import Testing

@testable import EC2Simulator

/// Limits that no other zone helps against: quotas, full subnets, prices.
@Suite struct QuotaTests {
  private func caller(_ change: (inout SimulatorConfiguration) -> Void) -> TestCaller {
    var configuration = SimulatorConfiguration()
    change(&configuration)
    return TestCaller(configuration)
  }

  @Test(arguments: [
    (CapacityPool.Market.onDemand, "VcpuLimitExceeded"), (.spot, "MaxSpotInstanceCountExceeded"),
  ])
  func vCPUsAreCountedByMarket(market: CapacityPool.Market, code: String) {
    var caller = caller { $0.quotas = [Quota(market: market, vcpus: 5)] }
    let parameters = market == .spot ? ["InstanceMarketOptions.MarketType": "spot"] : [:]
    // t3.medium has two: the third instance does not fit.
    let first = caller.run(parameters.merging(["MaxCount": "3"]) { $1 })
    #expect(first.instanceIDs.count == 2)
    let refused = caller.run(parameters)
    #expect(refused.status == 400)
    #expect(refused.code == code)
    let other = market == .spot ? [:] : ["InstanceMarketOptions.MarketType": "spot"]
    #expect(caller.run(other).status == 200)
    caller.call("TerminateInstances", ["InstanceId.1": first.instanceIDs[0]])
    #expect(caller.run(parameters).status == 200)
  }

  @Test func aBucketCountsItsOwnFamilies() {
    var caller = caller { $0.quotas = [Quota(bucket: "g", vcpus: 4)] }
    #expect(caller.run(["InstanceType": "g5.xlarge"]).status == 200)
    let refused = caller.run(["InstanceType": "g4dn.xlarge"])
    #expect(refused.code == "VcpuLimitExceeded")
    #expect(
      refused.message?.hasPrefix("You have requested more vCPU capacity than your current vCPU limit of 4 ") == true)
    #expect(caller.run().status == 200)
  }

  @Test func aSmallSubnetIsSoonFull() {
    var caller = caller { $0.subnets = [SubnetSetting(zone: "us-east-1a", freeAddresses: 2)] }
    let subnet = ["SubnetId": StableIDs.subnet(zone: "us-east-1a")]
    let shown = ["SubnetId.1": StableIDs.subnet(zone: "us-east-1a")]
    #expect(caller.call("DescribeSubnets", shown)["availableIpAddressCount"] == "2")
    let launched = caller.run(subnet.merging(["MaxCount": "5"]) { $1 }).instanceIDs
    #expect(launched.count == 2)
    let refused = caller.run(subnet)
    #expect(refused.status == 400)
    #expect(refused.code == "InsufficientFreeAddressesInSubnet")
    #expect(refused.message?.contains(StableIDs.subnet(zone: "us-east-1a")) == true)
    caller.call("TerminateInstances", ["InstanceId.1": launched[0]])
    #expect(caller.call("DescribeSubnets", shown)["availableIpAddressCount"] == "1")
    #expect(caller.run(subnet).status == 200)
  }

  @Test func aPriceMayRise() {
    var caller = caller { $0.spotPrices = ["t3.medium": 0.5] }
    let bid = ["InstanceMarketOptions.MarketType": "spot", "InstanceMarketOptions.SpotOptions.MaxPrice": "0.4"]
    let refused = caller.run(bid)
    #expect(refused.code == "SpotMaxPriceTooLow")
    #expect(
      refused.message
        == "Your Spot request price of 0.4 is lower than the minimum required Spot request fulfillment price of 0.5.")
    caller.core.world.policies.spotPrices = [:]
    #expect(caller.run(bid).status == 200)
  }

  @Test func anotherVPCHasSubnetsAndGroupsOfItsOwn() {
    var caller = caller {
      $0.subnets = [
        SubnetSetting(zone: "us-east-1b", name: "db", vpc: "data"), SubnetSetting(zone: "us-east-1b", name: "more"),
      ]
    }
    let subnet = StableIDs.subnet(zone: "us-east-1b", name: "db")
    let foreign = StableIDs.securityGroup()
    let own = StableIDs.securityGroup(vpc: "data")
    let refused = caller.run(["SubnetId": subnet, "SecurityGroupId.1": foreign])
    #expect(refused.code == "InvalidParameter")
    #expect(refused.message == "Security group \(foreign) and subnet \(subnet) belong to different networks.")
    let launched = caller.run(["SubnetId": subnet, "SecurityGroupId.1": own])
    #expect(launched["vpcId"] == StableIDs.vpc(name: "data"))
    #expect(caller.run(["SubnetId": subnet])["groupId"] == own)
    #expect(caller.run(["SecurityGroupId.1": own]).code == "InvalidParameter")
    let more = caller.run(["SubnetId": StableIDs.subnet(zone: "us-east-1b", name: "more")])
    #expect(more["vpcId"] == StableIDs.vpc())
    #expect(more["privateIpAddress"]?.hasPrefix("172.31.129.") == true)
    let defaults = caller.call("DescribeSubnets", ["Filter.1.Name": "default-for-az", "Filter.1.Value.1": "true"])
    #expect(defaults.all("subnetId").count == 6)
    #expect(caller.call("DescribeSubnets").all("subnetId").count == 8)
  }
}
