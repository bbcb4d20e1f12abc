package import JobModel

/// EC2's error codes by class.
///
/// Source: AWS, "Error codes for the Amazon EC2 API", and what launchers in the field have met.
package enum ErrorTable {
  package static let classes: [String: ErrorClass] = {
    var table: [String: ErrorClass] = [:]
    for (errorClass, codes) in rows {
      for code in codes { table[code] = errorClass }
    }
    return table
  }()

  /// How many codes the rows hold; more than `classes` would mean that a code stands in two of them.
  package static var codeCount: Int { rows.reduce(0) { $0 + $1.1.count } }

  private static let rows: [(ErrorClass, [String])] = [
    (
      .capacity,
      [
        "InsufficientInstanceCapacity", "InsufficientCapacity", "InsufficientHostCapacity",
        "InsufficientReservedInstanceCapacity", "InsufficientVolumeCapacity", "InsufficientAddressCapacity",
        "UnfulfillableCapacity", "InsufficientCapacityOnHost", "ReservationCapacityExceeded",
        "InsufficientFreeAddressesInSubnet", "SpotMaxPriceTooLow", "MaxSpotInstanceCountExceeded",
      ]
    ),
    (.offering, ["Unsupported", "VolumeTypeNotAvailableInZone", "InvalidAvailabilityZone"]),
    (
      .quota,
      [
        "VcpuLimitExceeded", "InstanceLimitExceeded", "VolumeLimitExceeded", "NetworkInterfaceLimitExceeded",
        "MaxIOPSLimitExceeded",
      ]
    ),
    (.batch, ["ResourceCountExceeded", "RequestResourceCountExceeded"]),
    (
      .throttled,
      [
        "RequestLimitExceeded", "Throttling", "ThrottlingException", "EC2ThrottledException",
        "TooManyRequestsException",
      ]
    ),
    (
      .transient,
      [
        "InternalError", "InternalFailure", "ServerInternal", "Unavailable", "ServiceUnavailable", "RetryableError",
      ]
    ),
    (
      .propagation, ["InvalidInstanceID.NotFound", "ConcurrentTagAccess", "IncorrectInstanceState"]
    ),
    (.image, ["InvalidAMIID.Malformed", "InvalidAMIID.NotFound", "InvalidAMIID.Unavailable"]),
    (
      .reference,
      [
        "InvalidGroup.NotFound", "InvalidGroupId.Malformed", "InvalidSecurityGroupID.NotFound",
        "InvalidSubnetID.NotFound", "InvalidSubnetID.Malformed", "InvalidSubnet", "VPCIdNotSpecified",
        "InvalidKeyPair.NotFound", "SecurityGroupsPerInstanceLimitExceeded",
        "SecurityGroupsPerInterfaceLimitExceeded", "InvalidInstanceID.Malformed", "InvalidPlacementGroup.Unknown",
        "InvalidCapacityReservationId.NotFound",
      ]
    ),
    (.permission, ["UnauthorizedOperation", "OperationNotPermitted"]),
    (
      .credentials,
      [
        "AuthFailure", "OptInRequired", "Blocked", "RequestExpired", "SignatureDoesNotMatch", "InvalidClientTokenId",
        "MissingAuthenticationToken", "ExpiredToken", "PendingVerification",
      ]
    ),
    (.spotRole, ["AuthFailure.ServiceLinkedRoleCreationNotPermitted"]),
    (
      .input,
      [
        "InvalidInstanceType", "MissingParameter", "UnknownParameter", "InvalidBlockDeviceMapping",
        "InvalidUserData.Malformed",
        "TagLimitExceeded", "InvalidTagKey.Malformed", "TagPolicyViolation",
      ]
    ),
    (.ambiguous, [LaunchSend.mismatchedToken, LaunchSend.terminatedToken]),
  ]
}
