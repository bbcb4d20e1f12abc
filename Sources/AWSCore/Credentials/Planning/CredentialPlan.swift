/// How credentials are to be had, as the files and variables say; nothing has been fetched yet.
indirect enum CredentialPlan: Sendable, Equatable {
  case keys(AWSCredentials, profile: String)
  case role(RoleSettings, using: CredentialPlan)
  case webIdentity(WebIdentitySettings)
  case sso(SSOSettings)
  /// A command line, as it stands in the profile.
  case process(String, profile: String)
  case environment
  case container
  case instanceMetadata

  /// Where the credentials come from, in words for a message; never a secret.
  var source: String {
    switch self {
    case .keys(_, let profile): "profile \(profile)"
    case .role(let role, let source): "role \(role.arn) of profile \(role.profile), assumed with \(source.source)"
    case .webIdentity(let identity): "role \(identity.arn), assumed with the token in \(identity.tokenFile)"
    case .sso(let sso):
      "profile \(sso.profile), signed on to role \(sso.roleName) of account \(sso.accountID)"
    case .process(_, let profile): "the credential_process of profile \(profile)"
    case .environment: "the environment"
    case .container: "the container endpoint"
    case .instanceMetadata: "the instance metadata"
    }
  }

  /// Whether these are the credentials of a role that was assumed: a role assumed with them lasts an hour at most.
  var isAssumedRole: Bool {
    switch self {
    case .role, .webIdentity: true
    default: false
    }
  }
}
