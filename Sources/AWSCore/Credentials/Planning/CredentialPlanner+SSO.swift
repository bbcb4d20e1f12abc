extension CredentialPlanner {
  /// A profile signs on when it names a role or an account of IAM Identity Center.
  func sso(_ profile: SharedProfile) throws(CredentialError) -> SSOSettings? {
    guard profile["sso_role_name"] != nil || profile["sso_account_id"] != nil else { return nil }
    let session = profile["sso_session"]
    var settings = Dictionary(
      uniqueKeysWithValues: ["sso_role_name", "sso_account_id", "sso_start_url", "sso_region"].map { ($0, profile[$0]) }
    )
    if let session {
      guard let section = shared.signOnSession(session) else {
        throw broken(
          profile, "names sso_session \(session), but \(shared.configPath) has no [sso-session \(session)]: add it")
      }
      for (key, value) in section where settings.keys.contains(key) {
        if let own = settings[key] ?? nil, own != value {
          throw broken(
            profile, "and [sso-session \(session)] disagree about \(key) (\(own) and \(value)): remove the profile's")
        }
        settings[key] = value
      }
    }
    func setting(_ key: String) throws(CredentialError) -> String {
      guard let value = settings[key] ?? nil, !value.isEmpty else {
        throw broken(profile, "signs on with IAM Identity Center but lacks \(key): add it, or run aws configure sso")
      }
      return value
    }
    let region = try setting("sso_region")
    do {
      try RegionResolver.validate(region, origin: "sso_region of profile \(profile.name)")
    } catch {
      throw CredentialError(.broken, error.message)
    }
    return SSOSettings(
      profile: profile.name, accountID: try setting("sso_account_id"), roleName: try setting("sso_role_name"),
      region: region, startURL: try setting("sso_start_url"), session: session)
  }
}
