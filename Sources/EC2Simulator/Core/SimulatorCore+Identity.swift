import Foundation

extension SimulatorCore {
  /// STS's actions, by name.
  mutating func identify(
    _ call: ServiceCall, by caller: Caller, to xml: inout XMLWriter, at now: Date
  ) throws(APIError) {
    let action = try call.parameters.required("Action")
    switch action {
    case GetCallerIdentity.name:
      GetCallerIdentity.answer(caller, to: &xml)
    case AssumeRole.name:
      try AssumeRole.check(call.parameters, by: caller, roles: world.configuration.roles)
      try assume(call.parameters, longest: AssumeRole.longest(for: caller), to: &xml, at: now)
    case WebIdentity.action:
      let token = call.parameters["WebIdentityToken"] ?? ""
      let identity = try WebIdentity(token: token, now: now)
      try assume(call.parameters, longest: 43_200, to: &xml, at: now)
      identity.write(to: &xml)
    default:
      throw APIError(
        code: "InvalidAction",
        message: "Could not find operation \(action) for version \(AWSService.sts.version)")
    }
  }

  private mutating func assume(
    _ parameters: Parameters, longest: Int, to xml: inout XMLWriter, at now: Date
  ) throws(APIError) {
    let role = try AssumedRole(parameters, longest: longest, identifiers: &identifiers, now: now)
    keys.add(role.key)
    role.write(to: &xml)
  }
}
