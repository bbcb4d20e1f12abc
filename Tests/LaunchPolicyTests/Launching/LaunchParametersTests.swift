import AWSCore
import EC2
import Foundation
import JobModel
import LaunchPolicy
import Testing

@Suite("From spec to RunInstances")
struct LaunchParametersTests {
  private static let image = CachedImage(
    imageID: "ami-1", architecture: "x86_64", rootDeviceName: "/dev/sda1", name: nil)

  private static func encoded(_ spec: LaunchSpec, count: Int = 1, deployment: String? = "prod") -> [String: String] {
    var rung = spec.firstRung
    rung.imageID = image.imageID
    let context = LaunchContext(
      region: "us-east-1", deployment: deployment, queueID: "queue-1", requestUUID: "uuid-1",
      clientToken: "geuse-uuid-1",
      image: image)
    let query = RunInstancesParameters(spec: spec, rung: rung, count: count, context: context).encoded
    return Dictionary(query.parameters, uniquingKeysWith: { first, _ in first })
  }

  /// The tags of one resource type, as they are sent.
  private static func tags(_ parameters: [String: String], of type: String) -> [String: String] {
    var tags: [String: String] = [:]
    for (key, value) in parameters where key.hasSuffix(".ResourceType") && value == type {
      let prefix = key.dropLast("ResourceType".count)
      for number in 1...60 {
        guard let name = parameters["\(prefix)Tag.\(number).Key"] else { break }
        tags[name] = parameters["\(prefix)Tag.\(number).Value"]
      }
    }
    return tags
  }

  @Test func theDefaultsOfTheSeed() {
    let parameters = Self.encoded(LaunchSpec(name: "web"))
    #expect(parameters["InstanceType"] == "t3.medium")
    #expect(parameters["ImageId"] == "ami-1")
    #expect(parameters["MinCount"] == "1")
    #expect(parameters["MaxCount"] == "1")
    #expect(parameters["ClientToken"] == "geuse-uuid-1")
    #expect(parameters["MetadataOptions.HttpTokens"] == "required")
    #expect(parameters["BlockDeviceMapping.1.DeviceName"] == "/dev/sda1")
    #expect(parameters["BlockDeviceMapping.1.Ebs.VolumeSize"] == "20")
    #expect(parameters["BlockDeviceMapping.1.Ebs.VolumeType"] == "gp3")
    #expect(parameters["InstanceMarketOptions.MarketType"] == nil)
    let expected = [
      "Name": "web", "geusemaker:managed": "true", "geusemaker:deployment": "prod", "geusemaker:queue": "queue-1",
      "geusemaker:request": "uuid-1",
    ]
    #expect(Self.tags(parameters, of: "instance") == expected)
    #expect(Self.tags(parameters, of: "volume") == expected)
    #expect(Self.tags(parameters, of: "spot-instances-request").isEmpty)
  }

  @Test func spotIsOneTimeAndItsRequestIsTagged() {
    let parameters = Self.encoded(LaunchSpec(markets: [.spot], maxPrice: "0.2"), count: 7)
    #expect(parameters["InstanceMarketOptions.MarketType"] == "spot")
    #expect(parameters["InstanceMarketOptions.SpotOptions.SpotInstanceType"] == "one-time")
    #expect(parameters["InstanceMarketOptions.SpotOptions.MaxPrice"] == "0.2")
    #expect(parameters["MaxCount"] == "7")
    #expect(Self.tags(parameters, of: "spot-instances-request")["geusemaker:managed"] == "true")
  }

  @Test func userDataGoesByteExactAndTheUsersTagsLast() {
    let bytes = Data([0, 1, 254, 255, 10])
    let parameters = Self.encoded(LaunchSpec(userData: bytes, name: "ignored", tags: ["Name": "mine", "Team": "é&=+"]))
    #expect(parameters["UserData"].flatMap { Data(base64Encoded: $0) } == bytes)
    #expect(Self.tags(parameters, of: "instance")["Name"] == "mine")
    #expect(Self.tags(parameters, of: "instance")["Team"] == "é&=+")
  }

  @Test func aSubnetSaysItsZone() {
    let inSubnet = Self.encoded(LaunchSpec(subnetIDs: ["subnet-12345678"]))
    #expect(inSubnet["SubnetId"] == "subnet-12345678")
    #expect(inSubnet["Placement.AvailabilityZone"] == nil)
    #expect(Self.encoded(LaunchSpec(availabilityZones: ["us-east-1b"]))["Placement.AvailabilityZone"] == "us-east-1b")
  }

  @Test func withoutADeploymentThereIsADefaultOne() {
    let tags = Self.tags(Self.encoded(LaunchSpec(), deployment: nil), of: "instance")
    #expect(tags["geusemaker:deployment"] == "default")
    #expect(tags["Name"] == "geuse-default")
  }
}
