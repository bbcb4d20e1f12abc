import AWSCore
import JobModel
import LaunchPolicy
import Testing

@Suite("What a person is told about a launch")
struct LaunchAdviceTests {
  private static let spec = LaunchSpec(
    subnetIDs: ["subnet-0aaaaaaa"], maxPrice: "0.001", imageID: "ami-0bbbbbbb", securityGroupIDs: ["sg-0ccccccc"],
    keyName: "ops", iamInstanceProfile: "arn:aws:iam::1:instance-profile/web")
  private static let spot = Rung(market: .spot, instanceType: "t3.medium", availabilityZone: "us-east-1a")

  private static func told(_ error: AWSError, rung: Rung = spec.firstRung, waited: Duration? = nil) -> JobError {
    LaunchAdvice.describe(error, job: 7, spec: spec, rung: rung, waited: waited)
  }

  @Test(arguments: [
    ("InvalidAMIID.NotFound", "image ami-0bbbbbbb for t3.medium (x86_64)", "describe-images"),
    ("InvalidGroup.NotFound", "sg-0ccccccc", "describe-security-groups"),
    ("InvalidSubnetID.NotFound", "subnet-0aaaaaaa", "geuse requeue 7 --subnet-id"),
    ("InvalidKeyPair.NotFound", "'ops'", "describe-key-pairs"),
    ("InvalidInstanceType", "instance type t3.medium", "describe-instance-types"),
    ("UnauthorizedOperation", "RunInstances", "allow ec2:RunInstances"),
    ("VcpuLimitExceeded", "Standard (A, C, D, H, I, M, R, T, Z)", "--quota-code L-1216C47A --desired-value N"),
    ("VolumeLimitExceeded", "storage for gp3 volumes", "--service-code ebs --quota-code L-7A658B76"),
    ("InsufficientInstanceCapacity", "on-demand t3.medium subnet-0aaaaaaa", "geuse requeue 7"),
    ("InsufficientFreeAddressesInSubnet", "subnet subnet-0aaaaaaa", "geuse requeue 7 --subnet-id SUBNET"),
    ("Unsupported", "t3.medium", "describe-instance-type-offerings"),
    ("AuthFailure.ServiceLinkedRoleCreationNotPermitted", "spot", "create-service-linked-role"),
    ("VPCIdNotSpecified", "default VPC", "geuse requeue 7 --subnet-id"),
    ("InvalidCapacityReservationId.NotFound", "capacity reservation", "describe-capacity-reservations"),
    ("SecurityGroupsPerInterfaceLimitExceeded", "1 security groups (sg-0ccccccc)", "L-2AFB9258"),
    ("MissingParameter", "MissingParameter", "corrected"),
  ])
  func namesTheThingAndTheNextStep(code: String, thing: String, step: String) {
    let error = Self.told(.envelope(code))
    #expect(error.code == code)
    #expect(error.message.contains(thing), "\(error.message)")
    #expect(error.message.contains("us-east-1"))
    #expect(error.hint?.contains(step) == true, "\(error.hint ?? "no hint")")
    #expect(error.requestID == "req-1")
  }

  @Test func aQuotaOfOneMarketLeavesTheOther() {
    let said = "You have requested more vCPU capacity than your current vCPU limit of 32 allows."
    let onDemand = Self.told(.envelope("VcpuLimitExceeded", said))
    #expect(onDemand.message.contains("limit of 32 in us-east-1"))
    #expect(onDemand.hint?.hasSuffix("geuse requeue 7 --market spot") == true)
    let spot = Self.told(.envelope("MaxSpotInstanceCountExceeded"), rung: Self.spot)
    #expect(spot.errorClass == .capacity)
    #expect(spot.hint?.contains("L-34B43A08") == true)
    #expect(spot.hint?.hasSuffix("geuse requeue 7 --market on-demand") == true)
  }

  @Test(arguments: [
    ("g5.xlarge", Market.onDemand, "L-DB2E81BA"), ("p4d.24xlarge", .spot, "L-7212CCBC"),
    ("c7gn.large", .spot, "L-34B43A08"),
    ("im4gn.large", .onDemand, "L-1216C47A"), ("x2gd.medium", .onDemand, "L-7295265B"),
    ("trn1.2xlarge", .onDemand, "L-2C3B7624"),
    ("u-6tb1.metal", .onDemand, "list-service-quotas --service-code ec2"),
  ])
  func everyFamilyHasItsQuota(type: String, market: Market, command: String) {
    let error = Self.told(.envelope("VcpuLimitExceeded"), rung: Rung(market: market, instanceType: type))
    #expect(error.hint?.contains(command) == true, "\(error.hint ?? "")")
  }

  @Test func aPriceThatIsTooLowIsToldWithTheOneThatWouldDo() {
    let said =
      "Your Spot request price of 0.001 is lower than the minimum required Spot request fulfillment price of 0.0125."
    let error = Self.told(.envelope("SpotMaxPriceTooLow", said), rung: Self.spot)
    #expect(error.message.contains("the maximum price of 0.001 is below the spot price of spot t3.medium us-east-1a"))
    #expect(error.hint?.contains("geuse requeue 7 --max-price 0.0125") == true, "\(error.hint ?? "")")
    #expect(error.hint?.contains("--market on-demand") == true)
  }

  @Test func anEncodedRefusalIsReadByACommandAndNotByEyes() {
    let said =
      "You are not authorized to perform this operation. User: arn:aws:iam::1:user/u is not authorized to perform: "
      + "iam:PassRole on resource: arn:aws:iam::1:role/web because no identity-based policy allows it. "
      + "Encoded authorization failure message: AbC-_123xyz"
    let error = Self.told(.envelope("UnauthorizedOperation", said, status: 403))
    #expect(!error.message.contains("AbC-_123xyz"))
    #expect(error.message.hasSuffix("because no identity-based policy allows it."))
    #expect(error.hint?.hasPrefix("allow iam:PassRole on arn:aws:iam::1:role/web in the worker's policy") == true)
    #expect(error.hint?.contains("decode-authorization-message --encoded-message AbC-_123xyz") == true)
  }

  @Test func twoVPCsAreToldByGroupAndSubnet() {
    let said = "Security group sg-0ddddddd and subnet subnet-0eeeeeee belong to different networks."
    let error = Self.told(.envelope("InvalidParameter", said))
    #expect(
      error.message.hasPrefix(
        "security group sg-0ddddddd and subnet subnet-0eeeeeee belong to different VPCs in us-east-1"))
    #expect(error.hint?.contains("describe-security-groups --group-ids sg-0ddddddd") == true)
    #expect(error.hint?.contains("describe-subnets --subnet-ids subnet-0eeeeeee") == true)
  }

  @Test func aWrongArchitectureNamesImageAndType() {
    let said =
      "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI."
    let error = Self.told(
      .envelope("InvalidParameterValue", said), rung: Rung(market: .onDemand, instanceType: "t4g.small"))
    #expect(error.message.hasPrefix("image ami-0bbbbbbb for t4g.small"))
    #expect(error.hint?.contains("geuse requeue 7 --image-id AMI") == true)
  }

  @Test func aProfileThatIsWaitedForInVainSaysForHowLong() {
    let invisible = AWSError.envelope("InvalidParameterValue", "Invalid IAM Instance Profile name")
    #expect(!Self.told(invisible).message.contains("waited"))
    let error = Self.told(invisible, waited: .seconds(125))
    #expect(error.message.contains("instance-profile/web"))
    #expect(error.message.hasSuffix("it was waited for 2m 5s"))
    #expect(error.hint?.contains("--instance-profile-name web;") == true)
  }

  @Test func whatNobodyKnowsIsToldVerbatim() {
    let error = Self.told(.envelope("Novelty", "so it goes"))
    #expect(error.message.contains("Novelty: so it goes"))
    #expect(error.hint?.contains("req-1") == true)
  }
}
