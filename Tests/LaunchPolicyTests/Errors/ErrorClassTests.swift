import AWSCore
import JobModel
import LaunchPolicy
import Testing

@Suite("What an error is")
struct ErrorClassTests {
  @Test(arguments: [
    (AWSError.envelope("InsufficientInstanceCapacity", status: 500), ErrorClass.capacity),
    (.envelope("SpotMaxPriceTooLow"), .capacity), (.envelope("InsufficientFreeAddressesInSubnet"), .capacity),
    (.envelope("UnfulfillableCapacity"), .capacity), (.envelope("Unsupported"), .offering),
    (.envelope("InvalidParameterValue", "Invalid availability zone: [us-east-1x]"), .offering),
    (.envelope("VcpuLimitExceeded"), .quota), (.envelope("RequestResourceCountExceeded"), .batch),
    (.envelope("RequestLimitExceeded", status: 503), .throttled), (.envelope("Throttling"), .throttled),
    (.envelope("InternalError", status: 500), .transient), (.envelope("InvalidAMIID.NotFound"), .image),
    (.envelope("AuthFailure", "Not authorized for images: [ami-1]", status: 401), .image),
    (.envelope("OptInRequired", "In order to use this AWS Marketplace product you need to accept terms"), .image),
    (.envelope("OptInRequired", "You are not subscribed to this service"), .credentials),
    (.envelope("InvalidGroup.NotFound"), .reference), (.envelope("InvalidKeyPair.NotFound"), .reference),
    (.envelope("UnauthorizedOperation", status: 403), .permission),
    (.envelope("AuthFailure", status: 401), .credentials),
    (.envelope("AuthFailure.ServiceLinkedRoleCreationNotPermitted"), .spotRole),
    (.envelope("MissingParameter"), .input), (.envelope("InvalidParameterCombination"), .input),
    (.envelope("InvalidParameterValue", "Invalid value"), .input),
    (
      .envelope(
        "InvalidParameterValue",
        "Value (x) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name"), .propagation
    ),
    (.envelope("InvalidParameterValue", "IAM Instance Profile \"x\" has no associated IAM Roles"), .propagation),
    (
      .envelope("InvalidParameter", "Security group sg-1 and subnet subnet-1 belong to different networks."), .reference
    ),
    (.envelope("IdempotentParameterMismatch"), .ambiguous), (.envelope("SomethingNew"), .unknown),
    (.envelope("SomethingNew", status: 500), .transient), (.other(.interrupted, "ConnectionInterrupted"), .ambiguous),
    (.other(.unrecognized, "HTTP503", status: 503), .ambiguous), (.other(.notSent, "ConnectionFailed"), .transient),
    (.other(.credentials, "NoCredentials"), .credentials),
    (.other(.interrupted, "ConnectionInterrupted", action: "DescribeImages"), .transient),
    (.other(.unrecognized, "HTTP200", status: 200, action: "DescribeInstanceStatus"), .transient),
  ])
  func classified(error: AWSError, expected: ErrorClass) {
    #expect(ErrorClass(error) == expected)
  }

  /// The same code means another thing to another action.
  @Test(arguments: [
    ("InvalidInstanceID.NotFound", ErrorClass.propagation), ("IncorrectInstanceState", .propagation),
    ("ConcurrentTagAccess", .propagation), ("InvalidVolume.NotFound", .propagation),
    ("InvalidSpotInstanceRequestID.NotFound", .propagation), ("InvalidInstanceID.Malformed", .reference),
  ])
  func aCodeAboutWhatWasLaunchedIsUnknownOfALaunch(code: String, expected: ErrorClass) {
    for action in ["DescribeInstances", "DescribeInstanceStatus", "CreateTags", "TerminateInstances"] {
      #expect(ErrorClass(.envelope(code, action: action)) == expected, "\(action)")
    }
    let launch = AWSError.envelope(code)
    #expect(ErrorClass(launch) == .unknown)
    #expect(!launch.provesNothingLaunched)
  }

  @Test func anInstanceProfileIsWaitedForByLaunchesAlone() {
    let message = "Invalid IAM Instance Profile name"
    #expect(ErrorClass(.envelope("InvalidParameterValue", message, action: "CreateTags")) == .input)
  }

  @Test func everyCodeHasOneClass() {
    // The table is built from rows: a code in two rows would silently take the later one.
    #expect(ErrorTable.classes.count == ErrorTable.codeCount)
  }

  @Test(arguments: [
    (AWSError.envelope("InsufficientInstanceCapacity", status: 500), true), (.envelope("RequestLimitExceeded"), true),
    (.envelope("InvalidAMIID.NotFound"), true), (.other(.notSent, "ConnectionFailed"), true),
    (.envelope("InvalidParameterNovelty"), true), (.envelope("InternalError", status: 500), false),
    (.envelope("Unavailable", status: 503), false), (.envelope("SomethingNew"), false),
    // Of a known form, but not in the table: a form proves nothing.
    (.envelope("NoveltyLimitExceeded"), false), (.envelope("InvalidNovelty.NotFound"), false),
    (.envelope("InsufficientNoveltyCapacity", status: 500), false), (.envelope("IdempotentParameterMismatch"), false),
    (.envelope("IdempotentInstanceTerminated"), false), (.other(.interrupted, "ConnectionInterrupted"), false),
    (.other(.unrecognized, "HTTP500", status: 500), false),
    (.other(.unrecognized, "UnrecognizedAnswer", status: 200), false),
  ])
  func onlyOurTableProvesThatNothingWasLaunched(error: AWSError, proves: Bool) {
    #expect(error.provesNothingLaunched == proves)
  }
}
