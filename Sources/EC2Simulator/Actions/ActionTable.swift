/// Every EC2 action that is served, by its name.
enum ActionTable {
  private static let all: [any Action.Type] = [
    RunInstances.self, TerminateInstances.self, DescribeInstances.self, DescribeInstanceStatus.self,
    DescribeInstanceAttribute.self, DescribeImages.self, DescribeInstanceTypes.self, DescribeVolumes.self,
    DescribeInstanceTypeOfferings.self,
    DescribeSpotInstanceRequests.self, CancelSpotInstanceRequests.self, DescribeSubnets.self,
    DescribeSecurityGroups.self,
    DescribeAvailabilityZones.self, DescribeKeyPairs.self, CreateKeyPair.self, ImportKeyPair.self, CreateTags.self,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Answers a call, or throws EC2's refusal of it; a dry run changes nothing.
  static func answer(_ call: Call, in region: inout Region, to xml: inout XMLWriter) throws(APIError) -> Effect {
    let name = try call.parameters.required("Action")
    guard let action = byName[name] else { throw .invalidAction(name) }
    try checkVersion(call.parameters)
    if call.refusal == nil { try region.throttle.admit(call.parameters, action: name, at: call.now) }
    try action.parameters.check(call.parameters)
    guard try call.parameters.boolean("DryRun") == true else {
      let effect = try action.answer(call, in: &region, to: &xml)
      region.throttle.charge(effect, action: name, at: call.now)
      return effect
    }
    var copy = region
    _ = try action.answer(call, in: &copy, to: &xml)
    throw APIError(
      status: 412, code: "DryRunOperation", message: "Request would have succeeded, but DryRun flag is set.")
  }

  private static func checkVersion(_ parameters: Parameters) throws(APIError) {
    let version = try parameters.required("Version")
    guard version == AWSService.ec2.version else {
      throw APIError(
        code: "NoSuchVersion", message: "The requested version (\(version)) of service AmazonEC2 does not exist")
    }
  }
}
