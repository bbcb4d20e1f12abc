package import JobModel

/// What the form of a code says where `ErrorTable` does not name it.
///
/// Launches, looks, tags and terminations meet none of these, so that they decide how an error is told and whether it
/// is tried again, never whether something was launched.
package enum ErrorFamily {
  /// Nil for a code of no known form.
  package static func errorClass(of code: String) -> ErrorClass? {
    if let named = strays[code] { return named }
    return forms.first { $0.matches(code) }?.errorClass
  }

  private struct Form {
    let errorClass: ErrorClass
    var prefixes: [String] = []
    var suffixes: [String] = []
    var parts: [String] = []

    func matches(_ code: String) -> Bool {
      prefixes.contains { code.hasPrefix($0) } || suffixes.contains { code.hasSuffix($0) }
        || parts.contains { code.contains($0) }
    }
  }

  /// The first that matches counts: `InvalidInterface.IpAddressLimitExceeded` is a limit before it is invalid.
  private static let forms = [
    Form(errorClass: .permission, suffixes: ["PermissionIssue"], parts: ["AccessDenied"]),
    Form(errorClass: .throttled, suffixes: ["RateExceeded"]),
    Form(errorClass: .quota, suffixes: ["CountExceeded", "CapacityExceeded"], parts: ["LimitExceeded"]),
    Form(errorClass: .capacity, prefixes: ["Insufficient"]),
    Form(errorClass: .reference, suffixes: [".Unknown", "NotFound", "NoFound", "NotFoundException", "DoesNotExist"]),
    Form(
      errorClass: .input, prefixes: ["Invalid", "Missing", "Unknown", "Unsupported", "Duplicate", "Incorrect"],
      suffixes: ["AlreadyExists", "AlreadyAssigned", "AlreadyAssociated", "Malformed", "Mismatch", "NotSupported"],
      parts: ["InUse", "Unsupported"]),
  ]

  /// Codes of other services' resources that have no form: reservations, transfers, gateways, imports.
  private static let strays: [String: ErrorClass] = [
    "InstanceTpmEkPubNotFound": .reference, "Gateway.NotAttached": .reference, "LegacySecurityGroup": .reference,
    "ReservedInstancesUnavailable": .capacity, "ScheduledInstanceSlotUnavailable": .capacity,
    "LimitPriceExceeded": .quota, "DeclarativePoliciesNotEnabledException": .permission,
    "InaccessibleStorageLocation": .permission, "InaccessibleStorageLocationException": .permission,
    "CreditSpecificationUpdateInProgress": .propagation, "BundlingInProgress": .propagation,
    "ScheduledInstanceSlotNotOpen": .input, "AsnConflict": .input, "CannotDelete": .input,
    "ClientVpnEndpointAssociationExists": .input, "DefaultSubnetAlreadyExistsInAvailabilityZone": .input,
    "DeleteConversionTaskError": .input, "DependencyViolation": .input, "DiskImageSizeTooLarge": .input,
    "ExistingVpcEndpointConnections": .input, "FleetNotInModifiableState": .input,
    "HostAlreadyCoveredByReservation": .input, "InstanceEventStartTimeCannotChange": .input,
    "NonEBSInstance": .input, "NotExportable": .input, "ZonesMismatched": .input,
  ]
}
