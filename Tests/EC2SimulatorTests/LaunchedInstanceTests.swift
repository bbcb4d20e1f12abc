import Foundation
import Testing

@testable import EC2Simulator

/// What a launch asked for can be read back.
@Suite struct LaunchedInstanceTests {
  private let parameters = [
    "MinCount": "2", "MaxCount": "2", "InstanceMarketOptions.MarketType": "spot", "KeyName": "demo",
    "UserData": Data("#!/bin/sh\necho 'ü' & <x>\n".utf8).base64EncodedString(), "ClientToken": "token-1",
    "SubnetId": StableIDs.subnet(zone: "us-east-1b"), "SecurityGroupId.1": StableIDs.securityGroup(),
    "BlockDeviceMapping.1.DeviceName": "/dev/xvda", "BlockDeviceMapping.1.Ebs.VolumeSize": "20",
    "BlockDeviceMapping.1.Ebs.VolumeType": "gp3", "BlockDeviceMapping.1.Ebs.Encrypted": "true",
    "BlockDeviceMapping.2.DeviceName": "/dev/sdf", "BlockDeviceMapping.2.Ebs.VolumeSize": "5",
    "BlockDeviceMapping.2.Ebs.DeleteOnTermination": "false", "MetadataOptions.HttpTokens": "required",
    "TagSpecification.1.ResourceType": "instance", "TagSpecification.1.Tag.1.Key": "Name",
    "TagSpecification.1.Tag.1.Value": "a<b>&\"c\"", "TagSpecification.2.ResourceType": "volume",
    "TagSpecification.2.Tag.1.Key": "of", "TagSpecification.2.Tag.1.Value": "volume",
    "TagSpecification.3.ResourceType": "spot-instances-request", "TagSpecification.3.Tag.1.Key": "of",
    "TagSpecification.3.Tag.1.Value": "request",
  ]

  @Test func theInstance() {
    var caller = TestCaller()
    let launched = caller.run(parameters)
    #expect(launched.status == 200, "\(launched.body)")
    caller.turn(.seconds(60))
    let shown = caller.call("DescribeInstances", ["InstanceId.1": launched.instanceIDs[1]])
    let expected = [
      "instanceId": launched.instanceIDs[1], "imageId": StableIDs.image(), "instanceType": "t3.medium",
      "amiLaunchIndex": "1", "availabilityZone": "us-east-1b", "subnetId": StableIDs.subnet(zone: "us-east-1b"),
      "vpcId": StableIDs.vpc(), "keyName": "demo", "clientToken": "token-1", "instanceLifecycle": "spot",
      "groupId": StableIDs.securityGroup(), "architecture": "x86_64", "httpTokens": "required",
      "rootDeviceName": "/dev/xvda", "privateIpAddress": "172.31.16.5", "ownerId": "000000000000",
      "privateDnsName": "ip-172-31-16-5.ec2.internal", "launchTime": "2027-01-15T08:00:00.000Z",
      "value": "a&lt;b&gt;&amp;\"c\"",
    ]
    for (name, value) in expected { #expect(shown[name] == value, "\(name)") }
    #expect(shown.all("deviceName") == ["/dev/xvda", "/dev/sdf"])
    let attribute = caller.call(
      "DescribeInstanceAttribute", ["InstanceId": launched.instanceIDs[0], "Attribute": "userData"])
    #expect(attribute["value"] == parameters["UserData"])
  }

  @Test func itsVolumesAndItsSpotRequest() {
    var caller = TestCaller()
    let launched = caller.run(parameters)
    let first = launched.instanceIDs[0]
    let volumes = caller.call(
      "DescribeVolumes", ["Filter.1.Name": "attachment.instance-id", "Filter.1.Value.1": first])
    #expect(volumes.all("size") == ["20", "5"])
    #expect(volumes.all("volumeType") == ["gp3", "gp2"])
    #expect(volumes.all("encrypted") == ["true", "false"])
    #expect(volumes.all("iops") == ["3000", "100"])
    #expect(volumes.all("value") == ["volume", "volume"])
    let request = caller.call(
      "DescribeSpotInstanceRequests", ["SpotInstanceRequestId.1": launched.all("spotInstanceRequestId")[0]])
    #expect(request["instanceId"] == first)
    #expect(request["state"] == "active")
    #expect(request["value"] == "request")
    #expect(request.body.contains("<code>fulfilled</code>"))

    caller.call("TerminateInstances", ["InstanceId.1": first])
    caller.turn(.seconds(60))
    let left = caller.call("DescribeVolumes", ["Filter.1.Name": "status", "Filter.1.Value.1": "available"])
    #expect(left.all("size") == ["5"])
    #expect(left.all("instanceId").isEmpty)
  }

  @Test func tagsAreAddedToAllOrNone() {
    var caller = TestCaller()
    let id = caller.run().instanceIDs[0]
    let volume = caller.call("DescribeVolumes").all("volumeId")[0]
    let tag = ["Tag.1.Key": "k", "Tag.1.Value": "v"]
    let partly = caller.call(
      "CreateTags", tag.merging(["ResourceId.1": id, "ResourceId.2": "i-0123456789abcdef0"]) { $1 })
    #expect(partly.code == "InvalidInstanceID.NotFound")
    #expect(partly.message == "The instance ID 'i-0123456789abcdef0' does not exist")
    #expect(caller.call("DescribeInstances", ["Filter.1.Name": "tag-key", "Filter.1.Value.1": "k"]).instanceIDs == [])
    #expect(
      caller.call("CreateTags", tag.merging(["ResourceId.1": id, "ResourceId.2": volume]) { $1 })["return"] == "true")
    #expect(
      caller.call("DescribeInstances", ["Filter.1.Name": "tag:k", "Filter.1.Value.1": "v"]).instanceIDs == [id])
    #expect(caller.call("DescribeVolumes", ["Filter.1.Name": "tag:k", "Filter.1.Value.1": "v"])["value"] == "v")
    let fifty = (1...50).reduce(into: ["ResourceId.1": id]) { $0["Tag.\($1).Key"] = "n\($1)" }
    #expect(caller.call("CreateTags", fifty).code == "TagLimitExceeded")
  }

  @Test func terminationProtectionHolds() {
    var caller = TestCaller()
    let id = caller.run(["DisableApiTermination": "true"]).instanceIDs[0]
    #expect(caller.call("TerminateInstances", ["InstanceId.1": id]).code == "OperationNotPermitted")
    #expect(caller.call("DescribeInstances").states == ["pending"])
  }
}
