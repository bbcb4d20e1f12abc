extension CredentialPlanner {
  /// The plan of a profile with `role_arn`.
  ///
  /// - Parameter visited: the profiles on the way here, this one last; none may come twice, except that a profile may
  ///   name itself for the keys that stand beside its role.
  func rolePlan(_ profile: SharedProfile, visited: [String]) throws(CredentialError) -> CredentialPlan {
    var role = try role(profile)
    let source: CredentialPlan
    switch (profile["source_profile"], profile["credential_source"]) {
    case (nil, nil):
      throw broken(
        profile, "has role_arn but neither source_profile nor credential_source: add the one that may assume the role")
    case (_?, _?):
      throw broken(profile, "has both source_profile and credential_source: keep one of them")
    case (let name?, nil): source = try sourcePlan(name, of: profile, visited: visited)
    case (nil, let place?): source = try sourcePlan(place: place, of: profile)
    }
    if source.isAssumedRole, let seconds = role.durationSeconds, seconds > RoleSettings.longestChained {
      throw broken(
        profile,
        "has duration_seconds = \(seconds), but a role assumed by another role lasts \(RoleSettings.longestChained) "
          + "at most: lower it")
    }
    role.profile = profile.name
    return .role(role, using: source)
  }

  private func sourcePlan(
    _ name: String, of parent: SharedProfile, visited: [String]
  ) throws(CredentialError) -> CredentialPlan {
    guard let source = shared.profile(name) else {
      throw broken(
        parent,
        "names source_profile \(name), which is neither in \(shared.configPath) nor in \(shared.credentialsPath): "
          + "add it, or name another")
    }
    let holdsKeys = Self.holdsKeys(source)
    if visited.contains(name), !(name == parent.name && holdsKeys) {
      throw broken(
        parent,
        "cannot be used: its source_profile goes in a circle (\((visited + [name]).joined(separator: " -> "))): "
          + "let one of them hold keys")
    }
    // Keys in the source win over a role that stands beside them.
    if Self.assumesRole(source), !holdsKeys { return try rolePlan(source, visited: visited + [name]) }
    guard let plan = try otherPlan(source, readsEnvironment: false) else {
      throw broken(parent, "names source_profile \(name), which holds no credentials: add some there")
    }
    return plan
  }

  private func sourcePlan(place: String, of parent: SharedProfile) throws(CredentialError) -> CredentialPlan {
    switch place {
    case "Environment": return .environment
    case "EcsContainer": return .container
    case "Ec2InstanceMetadata": return .instanceMetadata
    default:
      throw broken(
        parent,
        "has credential_source = \(place): expected Environment, Ec2InstanceMetadata or EcsContainer")
    }
  }

  private func role(_ profile: SharedProfile) throws(CredentialError) -> RoleSettings {
    let arn = profile["role_arn"] ?? ""
    try Self.check(arn: arn, origin: "role_arn of profile \(profile.name)")
    if let serial = profile["mfa_serial"] {
      throw broken(
        profile,
        "asks for a code of the device \(serial) (mfa_serial), which is not supported: a worker cannot be asked; "
          + "use a role without it, or sign on with sso_session")
    }
    let session = profile["role_session_name"]
    try Self.check(sessionName: session, origin: "role_session_name of profile \(profile.name)")
    var duration: Int?
    if let text = profile["duration_seconds"] {
      duration = Int(text)
      guard let seconds = duration, RoleSettings.durations.contains(seconds) else {
        throw broken(
          profile,
          "has duration_seconds = \(text): expected a number from \(RoleSettings.durations.lowerBound) to "
            + "\(RoleSettings.durations.upperBound)")
      }
    }
    return RoleSettings(
      profile: profile.name, arn: arn, externalID: profile["external_id"], sessionName: session,
      durationSeconds: duration)
  }

  static func check(arn: String, origin: String) throws(CredentialError) {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 6, parts[0] == "arn", parts[2] == "iam", parts[5].hasPrefix("role/") else {
      throw CredentialError(
        .broken, "\(origin) is \(arn): expected a role's ARN like arn:aws:iam::123456789012:role/name")
    }
  }

  static func check(sessionName: String?, origin: String) throws(CredentialError) {
    guard let sessionName else { return }
    guard sessionName.wholeMatch(of: /[A-Za-z0-9_+=,.@-]{2,64}/) != nil else {
      throw CredentialError(
        .broken, "\(origin) is \(sessionName): expected 2 to 64 letters, digits and characters of _+=,.@-")
    }
  }

  func broken(_ profile: SharedProfile, _ message: String) -> CredentialError {
    CredentialError(.broken, "profile \(profile.name) \(message)")
  }
}
