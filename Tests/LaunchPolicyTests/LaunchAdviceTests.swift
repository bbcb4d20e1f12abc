import AWSCore
import JobModel
import LaunchPolicy
import Testing

@Suite("What a person is told")
struct LaunchAdviceTests {
  private static let spec = LaunchSpec(
    subnetIDs: ["subnet-0aaaaaaa"], imageID: "ami-0bbbbbbb", securityGroupIDs: ["sg-0ccccccc"], keyName: "ops")

  @Test(arguments: [
    ("InvalidAMIID.NotFound", "ami-0bbbbbbb", "describe-images"),
    ("InvalidGroup.NotFound", "sg-0ccccccc", "describe-security-groups"),
    ("InvalidSubnetID.NotFound", "subnet-0aaaaaaa", "describe-subnets"),
    ("InvalidKeyPair.NotFound", "'ops'", "describe-key-pairs"),
    ("InvalidInstanceType", "instance type t3.medium", "describe-instance-types"),
    ("UnauthorizedOperation", "RunInstances", "ec2:RunInstances"),
    ("VcpuLimitExceeded", "t3.medium", "service-quotas"),
    ("InsufficientInstanceCapacity", "on-demand t3.medium subnet-0aaaaaaa", "geuse requeue 7"),
    ("Unsupported", "t3.medium", "describe-instance-type-offerings"),
    ("AuthFailure.ServiceLinkedRoleCreationNotPermitted", "spot", "create-service-linked-role"),
  ])
  func namesTheThingAndTheNextStep(code: String, thing: String, step: String) {
    let error = LaunchAdvice.describe(.envelope(code), job: 7, spec: Self.spec, rung: Self.spec.firstRung)
    #expect(error.code == code)
    #expect(error.message.contains(thing))
    #expect(error.message.contains("us-east-1"))
    #expect(error.hint?.contains(step) == true, "\(error.hint ?? "no hint")")
    #expect(error.requestID == "req-1")
  }

  @Test func whatNobodyKnowsIsToldVerbatim() {
    let error = LaunchAdvice.describe(
      .envelope("Novelty", "so it goes"), job: 7, spec: Self.spec, rung: Self.spec.firstRung)
    #expect(error.message.contains("Novelty: so it goes"))
    #expect(error.hint?.contains("req-1") == true)
  }

  @Test(arguments: [
    (ErrorClass.throttled, Int64(0), false), (.propagation, 0, false), (.propagation, 121, true),
    (.permission, 0, true), (.transient, 0, false),
  ])
  func aFailedCallForATag(errorClass: ErrorClass, waited: Int64, ends: Bool) {
    let codes: [ErrorClass: String] = [
      .throttled: "RequestLimitExceeded", .propagation: "InvalidInstanceID.NotFound",
      .permission: "UnauthorizedOperation", .transient: "InternalError",
    ]
    let outcome = CallDecision.outcome(
      .envelope(codes[errorClass] ?? "", action: "CreateTags"), subject: "instance i-1",
      for: .sample(.tag(TagSpec(tags: ["a": "b"]))), now: .seconds(waited), random: 0.5)
    switch outcome {
    case .fail(let error):
      #expect(ends)
      #expect(error.message.contains("i-1"))
    case .retry(_, let error, let counted):
      #expect(!ends)
      #expect(error.errorClass == errorClass)
      #expect(counted == (errorClass == .transient))
    default: Issue.record("\(outcome)")
    }
  }
}
