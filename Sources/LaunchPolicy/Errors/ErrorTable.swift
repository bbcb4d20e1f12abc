package import JobModel

/// EC2's error codes by class: those that launches, looks, tags and terminations meet.
///
/// A code that stands here is one we know: as an answer to RunInstances it proves that nothing was launched, unless
/// its class says otherwise. Everything else is at most recognised by its family.
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

  /// Codes that only calls about something launched before can end with: from RunInstances they prove nothing.
  static let aboutTheLaunched: Set<String> = [
    "InvalidInstanceID", "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed", "InvalidVolume.NotFound",
    "InvalidSpotInstanceRequestID.NotFound", "InvalidSpotInstanceRequestID.Malformed", "IncorrectInstanceState",
    "IncorrectState", "IncorrectSpotRequestState", "ConcurrentTagAccess", "InvalidID",
  ]

  private static let rows: [(ErrorClass, [String])] = [
    (
      .capacity,
      [
        "InsufficientInstanceCapacity", "InsufficientCapacity", "InsufficientHostCapacity",
        "InsufficientReservedInstanceCapacity", "InsufficientReservedInstancesCapacity", "InsufficientVolumeCapacity",
        "InsufficientAddressCapacity", "UnfulfillableCapacity", "InsufficientCapacityOnHost",
        "ReservationCapacityExceeded", "InsufficientFreeAddressesInSubnet", "SpotMaxPriceTooLow",
        "MaxSpotInstanceCountExceeded", "IncompatibleHostRequirements", "UnavailableHostRequirements",
      ]
    ),
    (
      .offering,
      ["Unsupported", "VolumeTypeNotAvailableInZone", "InvalidAvailabilityZone", "InvalidZone.NotFound"]
    ),
    (
      .quota,
      [
        "VcpuLimitExceeded", "InstanceLimitExceeded", "VolumeLimitExceeded", "NetworkInterfaceLimitExceeded",
        "MaxIOPSLimitExceeded", "ResourceLimitExceeded", "HostLimitExceeded", "PrivateIpAddressLimitExceeded",
      ]
    ),
    (.batch, ["ResourceCountExceeded", "RequestResourceCountExceeded"]),
    (
      .throttled,
      [
        "RequestLimitExceeded", "Throttling", "ThrottlingException", "ThrottledException", "EC2ThrottledException",
        "RequestThrottled", "RequestThrottledException", "TooManyRequestsException", "SlowDown",
      ]
    ),
    (
      .transient,
      [
        "InternalError", "InternalFailure", "ServerInternal", "Unavailable", "ServiceUnavailable", "RetryableError",
        "BandwidthLimitExceeded", "RequestTimeout",
      ]
    ),
    (
      .propagation,
      [
        "InvalidInstanceID.NotFound", "InvalidVolume.NotFound", "InvalidSpotInstanceRequestID.NotFound",
        "ConcurrentTagAccess", "IncorrectInstanceState", "IncorrectState", "IncorrectSpotRequestState",
      ]
    ),
    (
      .image,
      [
        "InvalidAMIID.Malformed", "InvalidAMIID.NotFound", "InvalidAMIID.Unavailable", "InvalidSnapshot.NotFound",
        "ParameterNotFound", "ParameterVersionNotFound",
        "InvalidManifest", "InvalidProductInfo",
      ]
    ),
    (
      .reference,
      [
        "InvalidGroup.NotFound", "InvalidGroupId.Malformed", "InvalidSecurityGroupId.Malformed",
        "InvalidSecurityGroupID.NotFound", "InvalidSubnetID.NotFound", "InvalidSubnetId.NotFound",
        "InvalidSubnetID.Malformed", "InvalidSubnet", "VPCIdNotSpecified", "VPCResourceNotSpecified",
        "DefaultVpcDoesNotExist", "InvalidVpcID.NotFound", "InvalidKeyPair.NotFound",
        "SecurityGroupsPerInstanceLimitExceeded", "SecurityGroupsPerInterfaceLimitExceeded",
        "SecurityGroupLimitExceeded",
        "InvalidInstanceID", "InvalidInstanceID.Malformed", "InvalidSpotInstanceRequestID.Malformed", "InvalidID",
        "InvalidPlacementGroup.Unknown", "InvalidPlacementGroupId.Malformed", "InvalidCapacityReservationId.NotFound",
        "InvalidCapacityReservationId.Malformed", "InvalidCapacityReservationState.PendingActivation",
        "InvalidIamInstanceProfileArn.Malformed", "CustomerKeyHasBeenRevoked",
      ]
    ),
    (.permission, ["UnauthorizedOperation", "OperationNotPermitted", "AccessDenied", "AccessDeniedException"]),
    (
      .credentials,
      [
        "AuthFailure", "OptInRequired", "Blocked", "AccountDisabled", "RequestExpired",
        "InvalidSecurity.RequestHasExpired", "SignatureDoesNotMatch", "IncompleteSignature", "InvalidClientTokenId",
        "UnrecognizedClientException", "InvalidAccessKeyId", "MissingAuthenticationToken", "ExpiredToken",
        "ExpiredTokenException", "PendingVerification", "InvalidSignatureException", "IncompleteSignatureException",
        "MissingAuthenticationTokenException",
      ]
    ),
    (.spotRole, ["AuthFailure.ServiceLinkedRoleCreationNotPermitted"]),
    (
      .input,
      [
        "InvalidInstanceType", "MissingParameter", "MissingInput", "MissingAction", "UnknownParameter",
        "InvalidAction", "InvalidBlockDeviceMapping", "InvalidUserData.Malformed", "TagLimitExceeded",
        "InvalidTagKey.Malformed", "TagPolicyViolation", "ValidationError", "InvalidInput", "InvalidRequest",
        "InvalidCharacter", "InvalidFilter", "FilterLimitExceeded", "InvalidMaxResults", "InvalidNextToken",
        "InvalidPaginationToken", "InvalidQueryParameter", "MalformedQueryString", "NoSuchVersion",
        "UnsupportedProtocol", "UnsupportedOperation", "UnsupportedTenancy", "InvalidTenancy", "DryRunOperation",
        "InvalidClientToken", "ClientInvalidParameterValue", "AttachmentLimitExceeded",
        "BootForVolumeTypeUnsupported", "EncryptedVolumesNotSupported", "UnknownVolumeType", "VolumeIOPSLimit",
        "InvalidInterface.IpAddressLimitExceeded", "InvalidSnapshotID.Malformed", "InvalidKey.Format",
      ]
    ),
    (.ambiguous, [LaunchSend.mismatchedToken, LaunchSend.terminatedToken]),
  ]
}
