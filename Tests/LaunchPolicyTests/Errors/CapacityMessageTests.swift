import LaunchPolicy
import Testing

@Suite("EC2's three forms of a capacity message")
struct CapacityMessageTests {
  private static let named =
    "We currently do not have sufficient t3.medium capacity in the Availability Zone you requested (us-east-1a). Our "
    + "system will be working on provisioning additional capacity. You can currently get t3.medium capacity by not "
    + "specifying an Availability Zone in your request or choosing us-east-1b, us-east-1-bos-1a, us-east-1f."

  @Test func aNamedZoneComesWithOthersInTheirOrder() {
    let hint = CapacityMessage.hint(in: Self.named, region: "us-east-1")
    #expect(hint == CapacityHint(suggestedZones: ["us-east-1b", "us-east-1-bos-1a", "us-east-1f"]))
  }

  @Test(arguments: [
    ("We do not have sufficient capacity in zones with support for 'gp3' volumes.", CapacityHint(volumeType: "gp3")),
    ("There is no Spot capacity available that matches your request.", CapacityHint(isSpotPool: true)),
    ("There is not enough capacity to fulfill your request.", CapacityHint()), ("", CapacityHint()),
    ("choosing nothing in particular", CapacityHint()), ("choosing us-east-1B or us-east-10a", CapacityHint()),
    ("choosing us-east-1b, us-east-1b and us-east-1c", CapacityHint(suggestedZones: ["us-east-1b", "us-east-1c"])),
  ])
  func others(message: String, expected: CapacityHint) {
    #expect(CapacityMessage.hint(in: message, region: "us-east-1") == expected)
  }

  @Test func zonesOfAnotherRegionAreNoAdvice() {
    #expect(CapacityMessage.suggestedZones(in: Self.named, region: "us-east-2").isEmpty)
    // A region's name may begin like another's.
    #expect(
      CapacityMessage.suggestedZones(in: "choosing us-gov-east-1a", region: "us-gov-east-1") == ["us-gov-east-1a"])
  }
}
