/// Reads from files and variables how a profile's credentials are to be had. Asks nobody.
///
/// The order is botocore's: a role to assume, a web identity, IAM Identity Center, keys in the credentials file, a
/// process, keys in the config file.
struct CredentialPlanner {
  let shared: SharedConfiguration
  let environment: AWSEnvironment

  /// The plan of the profile in force; nil where it says nothing about credentials.
  ///
  /// - Parameters:
  ///   - readsEnvironment: whether `AWS_WEB_IDENTITY_TOKEN_FILE` and its kin count, which a profile named on the
  ///     command line silences.
  /// - Throws: `CredentialError` of kind `broken`.
  func plan(_ name: String, readsEnvironment: Bool) throws(CredentialError) -> CredentialPlan? {
    let profile = shared.profile(name) ?? SharedProfile(name: name, config: [:], credentials: [:])
    if Self.assumesRole(profile) { return try rolePlan(profile, visited: [name]) }
    return try otherPlan(profile, readsEnvironment: readsEnvironment)
  }

  /// Everything but a role assumed through another profile.
  func otherPlan(_ profile: SharedProfile, readsEnvironment: Bool) throws(CredentialError) -> CredentialPlan? {
    if let identity = try webIdentity(profile, readsEnvironment: readsEnvironment) { return .webIdentity(identity) }
    if let sso = try sso(profile) { return .sso(sso) }
    if let keys = try keys(in: profile.credentials, of: shared.credentialsPath, profile.name) {
      return .keys(keys, profile: profile.name)
    }
    if profile["login_session"] != nil {
      throw CredentialError(
        .broken,
        "profile \(profile.name) uses login_session, which is not supported: use a profile with keys, a role, "
          + "sso_session or credential_process")
    }
    if let command = profile["credential_process"] { return .process(command, profile: profile.name) }
    return try keys(in: profile.config, of: shared.configPath, profile.name).map { .keys($0, profile: profile.name) }
  }

  /// Web identity has a role too, which is none of the source profile's business.
  static func assumesRole(_ profile: SharedProfile) -> Bool {
    profile["role_arn"] != nil && profile["web_identity_token_file"] == nil
  }

  static func holdsKeys(_ profile: SharedProfile) -> Bool {
    profile["aws_access_key_id"] != nil || profile["aws_secret_access_key"] != nil
  }

  private func webIdentity(
    _ profile: SharedProfile, readsEnvironment: Bool
  ) throws(CredentialError) -> WebIdentitySettings? {
    func setting(_ variable: String, _ key: String) -> (value: String, origin: String)? {
      if readsEnvironment, let value = environment[variable] { return (value, variable) }
      return profile[key].map { ($0, "\(key) of profile \(profile.name)") }
    }
    guard let token = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else { return nil }
    guard let role = setting("AWS_ROLE_ARN", "role_arn") else {
      throw CredentialError(
        .broken,
        "\(token.origin) is set but no role is: set AWS_ROLE_ARN, or role_arn in profile \(profile.name)")
    }
    let session = setting("AWS_ROLE_SESSION_NAME", "role_session_name")
    try Self.check(arn: role.value, origin: role.origin)
    try Self.check(sessionName: session?.value, origin: session?.origin ?? "")
    return WebIdentitySettings(
      origin: token.origin, arn: role.value, tokenFile: environment.expand(token.value), sessionName: session?.value)
  }

  private func keys(
    in settings: [String: String], of path: String, _ name: String
  ) throws(CredentialError) -> AWSCredentials? {
    func setting(_ key: String) -> String? { settings[key].flatMap { $0.isEmpty ? nil : $0 } }
    switch (setting("aws_access_key_id"), setting("aws_secret_access_key")) {
    case (nil, nil): return nil
    case (let id?, let secret?):
      return AWSCredentials(
        accessKeyID: id, secretAccessKey: secret,
        sessionToken: setting("aws_session_token") ?? setting("aws_security_token"))
    case (let id, _):
      throw CredentialError(
        .broken,
        "profile \(name) in \(path) lacks " + (id == nil ? "aws_access_key_id" : "aws_secret_access_key") + ": add it")
    }
  }
}
