/// One class of error as a real launch, wait, tag or termination meets it, and what becomes of the job.
struct ErrorRow: Sendable {
  let errorClass: String
  let code: String
  /// What goes wrong, as the simulator's control endpoint takes it: `faults`, or `fates` where it says `kind` of one.
  var trouble: String
  var list = "faults"
  /// The command that is enqueued; a launch goes before anything that is none.
  var command = ["launch"]
  /// The action whose calls are counted.
  var action = "RunInstances"
  /// The line of the worker's log that is waited for.
  var until = "job failed"
  let state: String
  let failures: Int
  let calls: Int
  /// What message and hint must name; what the worker says, where the job has no error of its own.
  let names: [String]

  private static let retried = "job will be tried again"
  private static let held = "launch request stays open"

  /// A launch that is refused with this code, every time.
  private static func launch(
    _ errorClass: String, _ code: String, status: Int? = nil, saying message: String? = nil, flags: [String] = [],
    until: String = "job failed", state: String = "failed", failures: Int = 1, calls: Int = 1, names: [String]
  ) -> ErrorRow {
    var fault = #"{"kind":"refuse","action":"RunInstances","count":"all","code":"\#(code)""#
    if let status { fault += #","status":\#(status)"# }
    if let message { fault += #","message":"\#(message)""# }
    return ErrorRow(
      errorClass: errorClass, code: code, trouble: fault + "}", command: ["launch"] + flags, until: until,
      state: state, failures: failures, calls: calls, names: names)
  }

  private static func retrying(
    _ errorClass: String, _ code: String, status: Int? = nil, saying message: String? = nil, flags: [String] = [],
    failures: Int = 0, names: [String]
  ) -> ErrorRow {
    launch(
      errorClass, code, status: status, saying: message, flags: flags, until: retried, state: "retrying",
      failures: failures, names: names)
  }

  /// A launch whose request stays open.
  private static func open(
    _ errorClass: String, _ code: String, status: Int? = nil, saying message: String? = nil, flags: [String] = [],
    calls: Int, names: [String]
  ) -> ErrorRow {
    launch(
      errorClass, code, status: status, saying: message, flags: flags, until: held, state: "retrying", failures: 0,
      calls: calls, names: names)
  }

  static let all = shortages + limits + references + access + unclear + behindTheLaunch

  private static let shortages = [
    retrying(
      "capacity", "InsufficientInstanceCapacity", flags: ["--availability-zone", "us-east-1a"],
      names: ["on-demand t3.medium us-east-1a", "us-east-1", "geuse requeue 1"]),
    retrying(
      "capacity", "UnfulfillableCapacity", flags: ["--market", "spot"], names: ["geuse requeue 1 --market on-demand"]),
    retrying("capacity", "InsufficientFreeAddressesInSubnet", names: ["subnet", "geuse requeue 1 --subnet-id"]),
    retrying(
      "capacity", "SpotMaxPriceTooLow",
      saying:
        "Your Spot request price of 0.001 is lower than the minimum required Spot request fulfillment price of 0.0125.",
      flags: ["--market", "spot", "--max-price", "0.001"], names: ["0.001", "geuse requeue 1 --max-price 0.0125"]),
    retrying(
      "capacity", "MaxSpotInstanceCountExceeded", flags: ["--market", "spot"],
      names: ["L-34B43A08", "geuse requeue 1 --market on-demand"]),
    launch("offering", "Unsupported", names: ["t3.medium", "describe-instance-type-offerings"]),
  ]

  private static let limits = [
    retrying(
      "quota", "VcpuLimitExceeded", failures: 1,
      names: ["On-Demand Standard", "--quota-code L-1216C47A", "geuse requeue 1 --market spot"]),
    retrying(
      "quota", "VolumeLimitExceeded", failures: 1, names: ["gp3", "--service-code ebs --quota-code L-7A658B76"]),
    launch("batch", "RequestResourceCountExceeded", names: ["at once in us-east-1"]),
    open("throttled", "RequestLimitExceeded", status: 503, calls: 1, names: ["bucket for RunInstances in us-east-1"]),
  ]

  private static let references = [
    open(
      "propagation", "InvalidParameterValue",
      saying: "Value (web) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name",
      flags: ["--iam-instance-profile", "web"], calls: 1, names: ["instance profile 'web'", "get-instance-profile"]),
    launch(
      "image", "InvalidAMIID.NotFound", failures: 2, calls: 2,
      names: ["image ami-", "t3.medium (x86_64)", "us-east-1", "geuse requeue 1 --image-id"]),
    launch(
      "reference", "InvalidGroup.NotFound", saying: "The security group 'sg-0123456789abcdef0' does not exist",
      names: ["security group sg-0123456789abcdef0", "describe-security-groups --region us-east-1"]),
    launch(
      "reference", "InvalidParameter",
      saying: "Security group sg-0123456789abcdef0 and subnet subnet-0123456789abcdef0 belong to different networks.",
      names: [
        "security group sg-0123456789abcdef0 and subnet subnet-0123456789abcdef0 belong to different VPCs in us-east-1",
        "describe-subnets --subnet-ids subnet-0123456789abcdef0",
      ]),
    launch("reference", "VPCIdNotSpecified", names: ["default VPC", "geuse requeue 1 --subnet-id"]),
    launch("input", "InvalidParameterCombination", names: ["InvalidParameterCombination", "corrected"]),
    launch("input", "InvalidBlockDeviceMapping", names: ["InvalidBlockDeviceMapping", "corrected"]),
  ]

  private static let access = [
    launch(
      "permission", "UnauthorizedOperation", status: 403,
      saying:
        "You are not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/web. Encoded authorization failure message: AbC123",
      names: [
        "allow iam:PassRole on arn:aws:iam::1:role/web in", "decode-authorization-message --encoded-message AbC123",
      ]),
    // Sent once more with fresh credentials; then the worker rests, and its job shows nothing of it.
    launch(
      "credentials", "AuthFailure", status: 401, until: "worker rests", state: "ready", failures: 0, calls: 2,
      names: ["AuthFailure", "its jobs keep their places"]),
    launch(
      "spot-role", "AuthFailure.ServiceLinkedRoleCreationNotPermitted", status: 403, flags: ["--market", "spot"],
      names: ["create-service-linked-role --aws-service-name spot.amazonaws.com"]),
  ]

  private static let unclear = [
    open("ambiguous", "IdempotentParameterMismatch", calls: 1, names: ["no clear outcome", "settled under its token"]),
    open("transient", "InternalError", status: 500, calls: 2, names: ["InternalError"]),
    ErrorRow(
      errorClass: "ambiguous", code: "HTTP503", trouble: #"{"kind":"html","action":"RunInstances","count":"all"}"#,
      until: held, state: "retrying", failures: 0, calls: 2, names: ["no clear outcome"]),
    open(
      "unknown", "SomethingNew", saying: "so it goes", calls: 2, names: ["SomethingNew: so it goes", "AWS support"]),
    open("transient", "SomethingNew", status: 500, saying: "so it goes", calls: 2, names: ["SomethingNew: so it goes"]),
  ]

  private static let behindTheLaunch = [
    ErrorRow(
      errorClass: "propagation", code: "InvalidInstanceID.NotFound",
      trouble: #"{"kind":"refuse","action":"CreateTags","count":"all","code":"InvalidInstanceID.NotFound"}"#,
      command: ["tag", "1", "--tag", "a=b"], action: "CreateTags", until: retried, state: "retrying", failures: 0,
      calls: 1, names: ["CreateTags for instance i-", "geuse requeue 2"]),
    ErrorRow(
      errorClass: "permission", code: "OperationNotPermitted",
      trouble: #"{"kind":"refuse","action":"TerminateInstances","count":"all","code":"OperationNotPermitted"}"#,
      command: ["terminate", "1"], action: "TerminateInstances", state: "failed", failures: 1, calls: 1,
      names: ["--no-disable-api-termination", "geuse requeue 2"]),
    ErrorRow(
      errorClass: "instance", code: "InstanceImpaired", trouble: #"{"kind":"impaired"}"#, list: "fates",
      command: ["wait", "1"], action: "DescribeInstanceStatus", state: "failed", failures: 1, calls: 1,
      names: ["check of running instance i-", "get-console-output", "geuse terminate i-"]),
    ErrorRow(
      errorClass: "timeout", code: "WaitTimeout", trouble: #"{"kind":"slow","boot_time":"1h"}"#, list: "fates",
      command: ["wait", "1", "--timeout", "0s"], action: "DescribeInstanceStatus", state: "failed", failures: 1,
      calls: 1, names: ["is pending, not instance-status-ok", "geuse terminate i-"]),
  ]
}
