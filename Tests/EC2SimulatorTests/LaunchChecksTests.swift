import Foundation
import Testing

@testable import EC2Simulator

/// What RunInstances refuses, with EC2's code and words; nothing may come to be.
@Suite struct LaunchChecksTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let parameters: [String: String]
    let code: String
    let message: String?

    init(_ parameters: [String: String], _ code: String, _ message: String? = nil) {
      self.parameters = parameters
      self.code = code
      self.message = message
    }

    var testDescription: String { "\(code): \(parameters.keys.sorted().joined(separator: ", "))" }
  }

  static let unknown = "0123456789abcdef0"

  static let references = [
    Case(
      ["ImageId": "ami-\(unknown)"], "InvalidAMIID.NotFound", "The image id '[ami-\(unknown)]' does not exist"),
    Case(["ImageId": "ami-x"], "InvalidAMIID.Malformed", "Invalid id: \"ami-x\" (expecting \"ami-...\")"),
    Case(["ImageId": ""], "MissingParameter", "The request must contain the parameter ImageId"),
    Case(
      ["InstanceType": "t9.huge"], "InvalidParameterValue", "Invalid value 't9.huge' for InstanceType."),
    Case(["SubnetId": "subnet-1"], "InvalidSubnetID.NotFound", "The subnet ID 'subnet-1' does not exist"),
    Case(
      ["SecurityGroupId.1": "sg-\(unknown)"], "InvalidGroup.NotFound",
      "The security group 'sg-\(unknown)' does not exist"),
    Case(["SecurityGroupId.1": "group"], "InvalidGroupId.Malformed"),
    Case(["SecurityGroup.1": "web"], "InvalidGroup.NotFound"),
    Case(["KeyName": "nobody"], "InvalidKeyPair.NotFound", "The key pair 'nobody' does not exist"),
    Case(
      ["Placement.AvailabilityZone": "us-east-1z"], "InvalidParameterValue",
      "Invalid availability zone: [us-east-1z]"),
    Case(["Placement.GroupName": "tight"], "InvalidPlacementGroup.Unknown"),
    Case(
      ["IamInstanceProfile.Name": "admin"], "InvalidParameterValue",
      "Value (admin) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name"),
    Case(["LaunchTemplate.LaunchTemplateName": "lt"], "InvalidLaunchTemplateId.NotFound"),
    Case(
      ["CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId": "cr-1"],
      "InvalidCapacityReservationId.NotFound"),
    Case(
      ["SubnetId": StableIDs.subnet(zone: "us-east-1a"), "NetworkInterface.1.DeviceIndex": "0"],
      "InvalidParameterCombination"),
    Case(
      ["SubnetId": StableIDs.subnet(zone: "us-east-1a"), "Placement.AvailabilityZone": "us-east-1b"],
      "InvalidParameterValue"),
  ]

  static let values = [
    Case(["MinCount": ""], "MissingParameter", "The request must contain the parameter MinCount"),
    Case(["MinCount": "0"], "InvalidParameterValue"), Case(["MinCount": "2"], "InvalidParameterValue"),
    Case(["MaxCount": "many"], "InvalidParameterValue"),
    Case(["UserData": "not base64!"], "InvalidUserData.Malformed"),
    Case(
      ["UserData": Data(count: 16_385).base64EncodedString()], "InvalidParameterValue",
      "User data is limited to 16384 bytes"),
    Case(["Flavour": "sweet"], "UnknownParameter", "The parameter Flavour is not recognized"),
    Case(["TagSpecification.1.Tag.1.Colour": "x"], "UnknownParameter"),
    Case(["InstanceMarketOptions.MarketType": "gift"], "InvalidParameterValue"),
    Case(
      ["InstanceMarketOptions.MarketType": "spot", "InstanceMarketOptions.SpotOptions.MaxPrice": "0.001"],
      "SpotMaxPriceTooLow"),
    Case(
      ["InstanceType": "t4g.medium"], "InvalidParameterValue",
      "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the "
        + "specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can "
        + "use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI."
    ),
    Case(["MetadataOptions.HttpTokens": "maybe"], "InvalidParameterValue"),
    Case(["MetadataOptions.HttpPutResponseHopLimit": "65"], "InvalidParameterValue"),
    Case(["InstanceMarketOptions.SpotOptions.MaxPrice": "1"], "InvalidParameterCombination"),
    Case(spot(["SpotInstanceType": "sometimes"]), "InvalidParameterValue"),
    Case(spot(["ValidUntil": "2027-01-16T00:00:00Z"]), "InvalidParameterCombination"),
    Case(spot(["InstanceInterruptionBehavior": "stop"]), "InvalidParameterCombination"),
    Case(spot(["MaxPrice": "cheap"]), "InvalidParameterValue"),
    Case(
      ["InstanceType": "p3.2xlarge", "Placement.AvailabilityZone": "us-east-1c"], "Unsupported",
      "Your requested instance type (p3.2xlarge) is not supported in your requested Availability Zone (us-east-1c). "
        + "Please retry your request by not specifying an Availability Zone or choosing us-east-1a, us-east-1b."),
    Case(
      ["BlockDeviceMapping.1.DeviceName": "/dev/xvda", "BlockDeviceMapping.1.Ebs.VolumeSize": "4"],
      "InvalidBlockDeviceMapping"),
    Case(
      ["BlockDeviceMapping.1.DeviceName": "/dev/xvda", "BlockDeviceMapping.1.Ebs.VolumeType": "gp9"],
      "InvalidParameterValue"),
    Case(
      ["BlockDeviceMapping.1.DeviceName": "/dev/xvda", "BlockDeviceMapping.1.Ebs.Iops": "100"],
      "InvalidParameterValue"),
    Case(["BlockDeviceMapping.1.DeviceName": "/dev/sdb", "BlockDeviceMapping.1.Ebs.Iops": "100"], "MissingParameter"),
  ]

  static let tags = [
    Case(tag("aws:x", "y"), "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use"),
    Case(tag(String(repeating: "k", count: 129), ""), "InvalidParameterValue"),
    Case(tag("k", String(repeating: "v", count: 257)), "InvalidParameterValue"),
    Case(
      (1...51).reduce(into: ["TagSpecification.1.ResourceType": "instance"]) {
        $0["TagSpecification.1.Tag.\($1).Key"] = "k\($1)"
      }, "TagLimitExceeded"),
    Case(
      tag("k", "v").merging(["TagSpecification.1.Tag.2.Key": "k"]) { $1 }, "InvalidParameterValue",
      "Duplicate tag key 'k' specified."),
    Case(
      tag("k", "v", resource: "spot-instances-request"), "InvalidParameterValue",
      "'spot-instances-request' is not a valid taggable resource type for this operation."),
    Case(tag("k", "v", resource: "subnet"), "InvalidParameterValue"),
    Case(
      tag("k", "v").merging(["TagSpecification.2.ResourceType": "instance"]) { $1 }, "InvalidParameterValue"),
  ]

  private static func spot(_ options: [String: String]) -> [String: String] {
    options.reduce(into: ["InstanceMarketOptions.MarketType": "spot"]) {
      $0["InstanceMarketOptions.SpotOptions.\($1.key)"] = $1.value
    }
  }

  private static func tag(_ key: String, _ value: String, resource: String = "instance") -> [String: String] {
    [
      "TagSpecification.1.ResourceType": resource, "TagSpecification.1.Tag.1.Key": key,
      "TagSpecification.1.Tag.1.Value": value,
    ]
  }

  @Test(arguments: references + values + tags)
  func refuses(_ it: Case) {
    var caller = TestCaller()
    let reply = caller.run(it.parameters)
    #expect(reply.status == 400)
    #expect(reply.code == it.code)
    if let message = it.message {
      #expect(
        reply.message?.replacing("&quot;", with: "\"") == message)
    }
    #expect(caller.core.snapshot(at: caller.now).instances.isEmpty)
    #expect(caller.core.log.counts.byCode["RunInstances"] == [it.code: 1])
  }

  @Test func withoutADefaultVPCASubnetMustBeNamed() {
    var configuration = SimulatorConfiguration()
    configuration.hasDefaultVPC = false
    var caller = TestCaller(configuration)
    #expect(caller.run().code == "VPCIdNotSpecified")
    #expect(caller.run(["Placement.AvailabilityZone": "us-east-1a"]).code == "VPCIdNotSpecified")
    #expect(caller.run(["SubnetId": StableIDs.subnet(zone: "us-east-1a")]).status == 200)
    #expect(Set(caller.call("DescribeSubnets").all("defaultForAz")) == ["false"])
  }

  @Test func aCallMayAskForTooManyAtOnce() {
    var configuration = SimulatorConfiguration()
    configuration.maxInstancesPerCall = 10
    var caller = TestCaller(configuration)
    #expect(caller.run(["MaxCount": "11"]).code == "ResourceCountExceeded")
    #expect(caller.run(["MaxCount": "10"]).instanceIDs.count == 10)
  }

  @Test func takesWhatJustFits() {
    var caller = TestCaller()
    let parameters = (1...50).reduce(
      into: [
        "UserData": Data(count: 16_384).base64EncodedString(), "TagSpecification.1.ResourceType": "instance",
        "KeyName": StableIDs.keyPair, "IamInstanceProfile.Name": StableIDs.instanceProfile,
        "SecurityGroup.1": "default",
      ]
    ) {
      $0["TagSpecification.1.Tag.\($1).Key"] = "k\($1)"
    }
    #expect(caller.run(parameters).status == 200)
  }

  @Test func aDryRunLaunchesNothing() {
    var caller = TestCaller()
    let reply = caller.run(["DryRun": "true", "ClientToken": "t"])
    #expect(reply.status == 412)
    #expect(reply.code == "DryRunOperation")
    #expect(caller.run(["DryRun": "true", "KeyName": "nobody"]).code == "InvalidKeyPair.NotFound")
    #expect(caller.core.snapshot(at: caller.now).instances.isEmpty)
    #expect(caller.run(["ClientToken": "t", "InstanceType": "t3.large"]).status == 200)
  }
}
