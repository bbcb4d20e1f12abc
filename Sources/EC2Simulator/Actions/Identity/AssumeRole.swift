/// Gives the temporary key of a role to a caller whom the role trusts.
///
/// Source: AWS, "AssumeRole" in the STS API reference.
enum AssumeRole {
  static let name = "AssumeRole"

  /// Where the configuration names roles, only those may be had, by whoever shows their external id.
  static func check(_ parameters: Parameters, by caller: Caller, roles: [RoleSetting]) throws(APIError) {
    guard let arn = parameters["RoleArn"], !roles.isEmpty else { return }
    let role = roles.first { $0.arn == arn }
    if let role, role.externalID == nil || role.externalID == parameters["ExternalId"] { return }
    throw APIError(
      status: 403, code: "AccessDenied",
      message: "User: \(caller.key.arn) is not authorized to perform: sts:AssumeRole on resource: \(arn)")
  }

  /// A role that was had by a role lasts an hour at most.
  static func longest(for caller: Caller) -> Int {
    caller.key.sessionToken == nil ? 43_200 : 3_600
  }
}
