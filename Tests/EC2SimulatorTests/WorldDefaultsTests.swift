import Foundation
import Testing

@testable import EC2Simulator

@Suite struct WorldDefaultsTests {
  @Test func theNewestOfOneKernelIsOneImage() {
    var caller = TestCaller()
    func images(_ pattern: String, _ architecture: String) -> Reply {
      caller.call(
        "DescribeImages",
        [
          "Owner.1": "amazon", "Filter.1.Name": "name", "Filter.1.Value.1": pattern, "Filter.2.Name": "architecture",
          "Filter.2.Value.1": architecture, "Filter.3.Name": "state", "Filter.3.Value.1": "available",
        ])
    }
    let pinned = images("al2023-ami-2023.*-kernel-6.1-arm64", "arm64")
    #expect(pinned.all("imageId").count == 3)
    #expect(pinned.all("imageId").contains(StableIDs.image(architecture: "arm64")))
    #expect(pinned["rootDeviceName"] == "/dev/xvda")
    #expect(pinned["imageOwnerId"] == "137112412989")
    #expect(pinned["imageOwnerAlias"] == "amazon")
    let anyKernel = images("al2023-ami-2023.*", "x86_64")
    #expect(Set(anyKernel.all("creationDate")).count == 3)
    #expect(anyKernel.all("imageId").count == 9)
    // What is caught beside the standard images is newer than they are, and not theirs.
    let careless = images("al2023-ami-*-x86_64", "x86_64")
    #expect(careless.all("imageId").count == 11)
    let newest = zip(careless.all("creationDate"), careless.all("name")).max { $0.0 < $1.0 }
    #expect(newest?.1.hasPrefix("al2023-ami-ecs-hvm-") == true)
    #expect(Set(careless.all("volumeSize")) == ["2", "8", "30"])
    #expect(Set(careless.all("imageOwnerId")) == ["137112412989", "591542846629"])
  }

  @Test(arguments: [("us-east-1", 6, "use1-az1"), ("eu-central-1", 3, "euc1-az1"), ("ap-southeast-2", 3, "apse2-az1")])
  func zonesAndSubnets(region: String, zones: Int, firstID: String) {
    var caller = TestCaller()
    caller.region = region
    let shown = caller.call("DescribeAvailabilityZones")
    #expect(shown.all("zoneName").count == zones)
    #expect(shown["zoneId"] == firstID)
    let subnets = caller.call(
      "DescribeSubnets", ["Filter.1.Name": "vpc-id", "Filter.1.Value.1": StableIDs.vpc(region: region)])
    #expect(subnets.all("subnetId") == shown.all("zoneName").map { StableIDs.subnet(zone: $0) })
    #expect(subnets["cidrBlock"] == "172.31.0.0/20")
    #expect(subnets["availableIpAddressCount"] == "4091")
    #expect(caller.call("DescribeSecurityGroups").all("groupId") == [StableIDs.securityGroup(region: region)])
    #expect(caller.call("DescribeKeyPairs").all("keyName") == ["demo"])
    #expect(caller.run().status == 200)
  }

  @Test func aRegionKnowsNothingOfAnother() {
    var caller = TestCaller()
    let id = caller.run(["ClientToken": "t"]).instanceIDs[0]
    caller.region = "eu-west-1"
    #expect(caller.call("DescribeInstances", ["InstanceId.1": id]).code == "InvalidInstanceID.NotFound")
    #expect(caller.run(["ClientToken": "t"]).instanceIDs != [id])
  }

  @Test func typesHaveArchitecturesAndCores() {
    var caller = TestCaller()
    let reply = caller.call("DescribeInstanceTypes", ["InstanceType.1": "c7g.xlarge"])
    #expect(reply["defaultVCpus"] == "4")
    #expect(reply.sections("supportedArchitectures") == ["<item>arm64</item>"])
    let arm = caller.call(
      "DescribeInstanceTypes",
      ["Filter.1.Name": "processor-info.supported-architecture", "Filter.1.Value.1": "arm64"])
    #expect(arm.all("instanceType").count == InstanceType.all.count { $0.architectures == ["arm64"] })
  }

  @Test func keyPairsCanBeMadeAndUsed() {
    var caller = TestCaller()
    let made = caller.call("CreateKeyPair", ["KeyName": "mine"])
    #expect(made["keyMaterial"]?.hasPrefix("-----BEGIN") == true)
    let key = Data("ssh-ed25519 AAAA me".utf8).base64EncodedString()
    #expect(caller.call("ImportKeyPair", ["KeyName": "theirs", "PublicKeyMaterial": key])["keyName"] == "theirs")
    #expect(caller.call("DescribeKeyPairs", ["KeyName.1": "theirs"])["keyType"] == "ed25519")
    #expect(caller.run(["KeyName": "mine"]).status == 200)
  }
}
