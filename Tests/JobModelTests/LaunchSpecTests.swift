import Foundation
import JobModel
import Testing

@Suite("What a launch may ask for")
struct LaunchSpecTests {
  @Test func theDefaultsAreGood() {
    #expect(LaunchSpec().problems().isEmpty)
  }

  @Test(arguments: [
    ("instance_type", LaunchSpec(instanceTypes: ["t3"])),
    ("instance_type", LaunchSpec(instanceTypes: [""])),
    ("subnet_id", LaunchSpec(subnetIDs: ["subnet-XYZ"])),
    ("subnet_id", LaunchSpec(subnetIDs: ["subnet-12345678"], availabilityZones: ["us-east-1a"])),
    ("availability_zone", LaunchSpec(availabilityZones: ["us-east-1"])),
    ("image_id", LaunchSpec(imageID: "al2023")),
    ("image_id", LaunchSpec(imageID: "resolve:ssm:")),
    ("image_id", LaunchSpec(imageID: "resolve:ssm:a b")),
    ("architecture", LaunchSpec(imageID: "ami-12345678", architecture: .arm)),
    ("instance_type", LaunchSpec(instanceTypes: [])),
    ("instance_type", LaunchSpec(instanceTypes: ["t3.medium", "m5.large", "t3.medium"])),
    ("instance_type", LaunchSpec(instanceTypes: .types(26), availabilityZones: ["all"], markets: [.spot, .onDemand])),
    ("market", LaunchSpec(markets: [])),
    ("market", LaunchSpec(markets: [.spot, .spot])),
    ("subnet_id", LaunchSpec(subnetIDs: ["subnet-12345678", "subnet-12345678"])),
    ("availability_zone", LaunchSpec(availabilityZones: ["us-east-1a", "us-east-1a"])),
    ("availability_zone", LaunchSpec(availabilityZones: ["all", "us-east-1a"])),
    ("security_group_ids", LaunchSpec(securityGroupIDs: ["sg-12345678", "sg-12345678"])),
    ("ladder_order", LaunchSpec(ladderOrder: [.zone, .market])),
    ("ladder_order", LaunchSpec(ladderOrder: [.zone, .market, .zone])),
    ("ladder_order", LaunchSpec(ladderOrder: [.zone, .market, .type, .zone])),
    ("capacity_reservation_id", LaunchSpec(markets: [.spot], capacityReservationID: "cr-12345678")),
    (
      "capacity_reservation_id",
      LaunchSpec(instanceTypes: ["t3.medium", "m5.large"], capacityReservationID: "cr-12345678")
    ),
    ("capacity_reservation_id", LaunchSpec(availabilityZones: ["all"], capacityReservationID: "cr-12345678")),
    ("name", LaunchSpec(name: String(repeating: "n", count: 257))),
    ("security_group_ids", LaunchSpec(securityGroupIDs: ["default"])),
    ("capacity_reservation_id", LaunchSpec(capacityReservationID: "x")),
    ("max_price", LaunchSpec(markets: [.spot], maxPrice: "free")),
    ("max_price", LaunchSpec(markets: [.spot], maxPrice: "0")),
    ("max_price", LaunchSpec(markets: [.onDemand], maxPrice: "0.1")),
    ("root_volume_size", LaunchSpec(rootVolumeSize: 0)),
    ("root_volume_size", LaunchSpec(rootVolumeSize: 65_537)),
    ("root_volume_type", LaunchSpec(rootVolumeType: "floppy")),
    ("user_data", LaunchSpec(userData: Data(count: 16_385))),
    ("tag", LaunchSpec(tags: ["aws:x": "1"])),
    ("tag", LaunchSpec(tags: ["AWS:x": "1"])),
    ("tag", LaunchSpec(tags: ["geusemaker:queue": "1"])),
    ("tag", LaunchSpec(tags: [String(repeating: "k", count: 129): ""])),
    ("tag", LaunchSpec(tags: ["k": String(repeating: "v", count: 257)])),
    ("tag", LaunchSpec(tags: .numbered(46))),
  ])
  func namesTheField(field: String, spec: LaunchSpec) {
    #expect(spec.problems().map(\.field) == [field])
  }

  @Test(arguments: [
    LaunchSpec(userData: Data(count: 16_384)), LaunchSpec(tags: .numbered(45)), LaunchSpec(rootVolumeSize: 65_536),
    LaunchSpec(tags: ["Name": "x"].merging(.numbered(45)) { a, _ in a }),
    LaunchSpec(instanceTypes: ["u-6tb1.112xlarge"], availabilityZones: ["us-west-2-lax-1a"]),
    LaunchSpec(instanceTypes: .types(25), availabilityZones: ["all"], markets: [.spot, .onDemand]),
    LaunchSpec(instanceTypes: .types(300)), LaunchSpec(ladderOrder: [.type, .zone, .market]),
    LaunchSpec(markets: [.spot, .onDemand], maxPrice: "0.1"),
    LaunchSpec(imageID: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"),
    LaunchSpec(imageID: "resolve:ssm:arn:aws:ssm:us-east-1:111122223333:parameter/golden"),
    LaunchSpec(availabilityZones: ["us-east-1a"], capacityReservationID: "cr-12345678"),
    LaunchSpec(markets: [.spot], maxPrice: "0.0416"), LaunchSpec(subnetIDs: ["subnet-0123456789abcdef0"]),
  ])
  func allowsTheLimits(spec: LaunchSpec) {
    #expect(spec.problems() == [])
  }

  @Test func equalSpecsHaveEqualJSONAndComeBackFromIt() throws {
    let spec = JobSpec.launch(
      LaunchSpec(
        markets: [.spot], maxPrice: "0.5", architecture: .arm, userData: Data([0, 255, 10]), tags: ["b": "2", "a": "é"])
    )
    let json = try spec.canonicalJSON()
    #expect(try JobSpec(kind: .launch, json: json) == spec)
    #expect(try JobSpec(kind: .launch, json: json).canonicalJSON() == json)
    #expect(json.contains("\"instance_types\":[\"t3.medium\"]"))
  }
}

extension [String] {
  static func types(_ count: Int) -> [String] { (1...count).map { "m\($0).large" } }
}

extension [String: String] {
  static func numbered(_ count: Int) -> [String: String] {
    Dictionary(uniqueKeysWithValues: (0..<count).map { ("key\($0)", "value") })
  }
}
