import AWSCore
import JobModel
import LaunchPolicy
import Testing

@Suite("What an error is")
struct ErrorClassTests {
  @Test(arguments: [
    (AWSError.envelope("InsufficientInstanceCapacity", status: 500), ErrorClass.capacity),
    (.envelope("SpotMaxPriceTooLow"), .capacity), (.envelope("Unsupported"), .offering),
    (.envelope("VcpuLimitExceeded"), .quota), (.envelope("RequestLimitExceeded", status: 503), .throttled),
    (.envelope("InternalError", status: 500), .transient), (.envelope("InvalidInstanceID.NotFound"), .propagation),
    (.envelope("InvalidAMIID.NotFound"), .image), (.envelope("InvalidGroup.NotFound"), .reference),
    (.envelope("InvalidKeyPair.NotFound"), .reference), (.envelope("UnauthorizedOperation", status: 403), .permission),
    (.envelope("AuthFailure", status: 401), .credentials),
    (.envelope("AuthFailure.ServiceLinkedRoleCreationNotPermitted"), .spotRole),
    (.envelope("MissingParameter"), .input),
    (.envelope("InvalidParameterCombination"), .input), (.envelope("InvalidParameterValue", "Invalid value"), .input),
    (
      .envelope(
        "InvalidParameterValue",
        "Value (x) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name"), .propagation
    ),
    (
      .envelope("InvalidParameter", "Security group sg-1 and subnet subnet-1 belong to different networks."), .reference
    ),
    (.envelope("IdempotentParameterMismatch"), .ambiguous), (.envelope("SomethingNew"), .unknown),
    (.envelope("SomethingNew", status: 500), .transient), (.other(.interrupted, "ConnectionInterrupted"), .ambiguous),
    (.other(.unrecognized, "HTTP503", status: 503), .ambiguous), (.other(.notSent, "ConnectionFailed"), .transient),
    (.other(.credentials, "NoCredentials"), .credentials),
    (.other(.interrupted, "ConnectionInterrupted", action: "DescribeImages"), .transient),
  ])
  func classified(error: AWSError, expected: ErrorClass) {
    #expect(ErrorClass(error) == expected)
  }

  @Test func everyCodeHasOneClass() {
    // The table is built from rows: a code in two rows would silently take the later one.
    #expect(ErrorTable.classes.count == ErrorTable.codeCount)
  }

  @Test(arguments: [
    (AWSError.envelope("InsufficientInstanceCapacity", status: 500), true), (.envelope("RequestLimitExceeded"), true),
    (.envelope("InvalidAMIID.NotFound"), true), (.other(.notSent, "ConnectionFailed"), true),
    (.envelope("InternalError", status: 500), false), (.envelope("Unavailable", status: 503), false),
    (.envelope("SomethingNew"), false), (.envelope("IdempotentParameterMismatch"), false),
    (.envelope("IdempotentInstanceTerminated"), false), (.other(.interrupted, "ConnectionInterrupted"), false),
    (.other(.unrecognized, "HTTP500", status: 500), false),
    (.other(.unrecognized, "UnrecognizedAnswer", status: 200), false),
  ])
  func onlyOurTableProvesThatNothingWasLaunched(error: AWSError, proves: Bool) {
    #expect(error.provesNothingLaunched == proves)
  }
}
