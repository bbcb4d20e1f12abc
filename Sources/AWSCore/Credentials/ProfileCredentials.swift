/// Keys in a profile of the shared files, read afresh at every call: other tools rotate them in place.
package struct ProfileCredentials: CredentialProvider {
  package var source: String { "profile \(profileName)" }
  private let profileName: String
  private let mustExist: Bool
  private let environment: AWSEnvironment

  /// Settings that ask for a way of getting credentials we do not have, in the order in which AWS's tools heed them
  /// before keys that stand in the profile.
  private static let rolesAndSignOns = [
    "role_arn", "web_identity_token_file", "credential_source", "sso_session", "sso_start_url", "login_session",
  ]

  /// - Parameter mustExist: whether a missing profile is an error rather than an empty place.
  package init(profileName: String, mustExist: Bool, environment: AWSEnvironment) {
    self.profileName = profileName
    self.mustExist = mustExist
    self.environment = environment
  }

  package func credentials() async throws -> AWSCredentials {
    let shared: SharedConfiguration
    do {
      shared = try SharedConfiguration(environment)
    } catch {
      throw CredentialError(.broken, error.message)
    }
    guard let profile = shared.profile(profileName) else {
      throw CredentialError(
        mustExist ? .broken : .absent,
        "no profile \(profileName) in \(shared.configPath) or \(shared.credentialsPath)")
    }
    if let key = Self.rolesAndSignOns.first(where: { profile[$0] != nil }) { throw unsupported(key) }
    if let keys = try keys(in: profile.credentials, of: shared.credentialsPath) { return keys }
    if profile["credential_process"] != nil { throw unsupported("credential_process") }
    if let keys = try keys(in: profile.config, of: shared.configPath) { return keys }
    throw CredentialError(.absent, "profile \(profileName) holds no keys")
  }

  private func unsupported(_ key: String) -> CredentialError {
    CredentialError(
      .broken,
      "profile \(profileName) uses \(key), which is not supported: give keys in the environment, "
        + "or a profile with aws_access_key_id")
  }

  private func keys(in settings: [String: String], of path: String) throws -> AWSCredentials? {
    func setting(_ key: String) -> String? { settings[key].flatMap { $0.isEmpty ? nil : $0 } }
    switch (setting("aws_access_key_id"), setting("aws_secret_access_key")) {
    case (nil, nil): return nil
    case (let id?, let secret?):
      return AWSCredentials(
        accessKeyID: id, secretAccessKey: secret, sessionToken: setting("aws_session_token"))
    case (let id, _):
      throw CredentialError(
        .broken,
        "profile \(profileName) in \(path) lacks "
          + (id == nil ? "aws_access_key_id" : "aws_secret_access_key") + ": add it")
    }
  }
}
