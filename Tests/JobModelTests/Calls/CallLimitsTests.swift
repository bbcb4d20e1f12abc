import JobModel
import Testing

@Suite struct CallLimitsTests {
  /// AWS's table.
  @Test(arguments: [
    ("RunInstances", 5, 2), ("RunInstances.instances", 1_000, 2), ("TerminateInstances", 100, 5),
    ("TerminateInstances.instances", 1_000, 20), ("CreateTags", 100, 10), ("DescribeInstances", 100, 20),
    ("DescribeInstances.ids", 50, 10), ("DescribeInstanceStatus.ids", 50, 10),
    ("DescribeSpotInstanceRequests.ids", 50, 10), ("DescribeImages", 100, 20), ("DescribeSubnets", 100, 20),
    ("DescribeInstanceTypes", 100, 20), ("DescribeInstanceTypeOfferings", 100, 20),
  ])
  func awsNumbers(name: String, burst: Double, perSecond: Double) throws {
    let bucket = try #require(CallBucket(named: name))
    #expect(bucket.limitByAWS == TokenBucket.Limit(burst: burst, perSecond: perSecond))
    #expect(CallLimits.none.limit(of: bucket) == nil)
    let counted = try #require(CallLimits.aws.limit(of: bucket))
    #expect(counted.perSecond == perSecond)
    // Half a second's calls are kept back; instances come back half a second later.
    let areInstances = name.hasSuffix(".instances")
    #expect(counted.burst == (areInstances ? burst : burst - perSecond / 2))
    #expect(counted.lag == (areInstances ? .milliseconds(500) : .zero))
  }

  @Test(arguments: [
    ("DescribeInstances", true, "DescribeInstances"), ("DescribeInstances", false, "DescribeInstances.ids"),
    ("DescribeInstanceStatus", false, "DescribeInstanceStatus.ids"), ("DescribeImages", false, "DescribeImages"),
  ])
  func looksByIDsAloneHaveABucketOfTheirOwn(action: String, isFiltered: Bool, name: String) {
    let bucket = CallBucket.looks(action, isFiltered: isFiltered)
    #expect(bucket.name == name && bucket.action == action)
  }

  @Test func otherServicesHaveNone() {
    #expect(CallBucket.usual(of: "GetCallerIdentity") == nil && CallBucket.usual(of: "GetParameter") == nil)
    #expect(CallBucket.usual(of: "DescribeInstanceStatus")?.name == "DescribeInstanceStatus.ids")
    #expect(CallBucket.usual(of: "RunInstances") == .launches)
  }

  @Test func someBucketsMayBeAnAccountsOwn() throws {
    #expect(try CallLimits("aws") == .aws)
    #expect(try CallLimits("none") == .none)
    let limits = try CallLimits("RunInstances=100:20,RunInstances.instances=5000:0.5,CreateTags=1:10")
    #expect(limits.limit(of: .launches) == TokenBucket.Limit(burst: 90, perSecond: 20))
    #expect(
      limits.limit(of: .launchedInstances) == TokenBucket.Limit(burst: 5_000, perSecond: 0.5, lag: .milliseconds(500)))
    #expect(limits.limit(of: .calls("CreateTags")) == TokenBucket.Limit(burst: 1, perSecond: 10))
    #expect(limits.limit(of: .terminations) == CallLimits.aws.limit(of: .terminations))
  }

  @Test(arguments: [
    ("", "aws, none, or ACTION=BURST:PER_SECOND"), ("fast", "aws, none, or ACTION=BURST:PER_SECOND"),
    ("RunInstances", "aws, none, or"), ("RunInstances=5", "aws, none, or"), ("RunInstances=5:2:1", "aws, none, or"),
    ("RunInstances=five:2", "aws, none, or"), ("RunInstances=5:2,", "aws, none, or"), ("aws,none", "aws, none, or"),
    ("Launch=5:2", "there is no bucket Launch; known are RunInstances, RunInstances.instances,"),
    ("RunInstances=0:2", "a burst of 1 to 1000000"), ("RunInstances=5:0", "and 0.001 to 1000000 per second"),
    ("RunInstances=5:-1", "and 0.001"), ("RunInstances=nan:2", "a burst of 1"), ("RunInstances=inf:2", "a burst of 1"),
    ("RunInstances=5:2,RunInstances=6:2", "RunInstances is given twice"),
  ])
  func whatSaysNothingIsToldWhatIsAllowed(text: String, reason: String) {
    let problem = #expect(throws: CallLimitsProblem.self) { try CallLimits(text) }
    #expect(problem?.reason.contains(reason) == true, "\(String(describing: problem))")
  }

  @Test func triesAtClosedOfferingsHaveAFifthOfTheLaunches() {
    #expect(RetryPolicy.probeSpacing == .milliseconds(2_500))
  }
}
