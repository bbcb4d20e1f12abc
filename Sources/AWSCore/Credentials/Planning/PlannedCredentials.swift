import Foundation

/// Carries a plan out: reads, runs and asks what it names.
struct PlannedCredentials: Sendable {
  let environment: AWSEnvironment
  let endpoints: EndpointResolver
  /// Where STS is asked; nil where nothing names a region.
  let region: String?
  let transport: any HTTPTransport
  let runner: any CommandRunner
  let clock: AWSClock
  var processTimeout = Duration.seconds(60)

  func credentials(_ plan: CredentialPlan) async throws -> AWSCredentials {
    switch plan {
    case .keys(let keys, _): return keys
    case .role(let role, let source):
      return try await assumer.assume(role, with: sourceCredentials(source, for: role), of: source.source)
    case .webIdentity(let identity): return try await assumer.assume(identity, token: token(identity))
    case .sso(let settings):
      let tokens = SSOTokenSource(
        settings: settings, environment: environment, endpoints: endpoints, transport: transport,
        now: { clock.now })
      return try await SSOCredentials(settings: settings, tokens: tokens).credentials()
    case .process(let command, let profile):
      return try await ProcessCredentials(command: command, profile: profile, runner: runner, timeout: processTimeout)
        .credentials()
    case .environment: return try await EnvironmentCredentials(environment: environment).credentials()
    case .container: return try await ContainerCredentials(environment: environment, transport: transport).credentials()
    case .instanceMetadata:
      return try await InstanceMetadataCredentials(environment: environment, transport: transport).credentials()
    }
  }

  private var assumer: RoleAssumer {
    RoleAssumer(region: region, endpoints: endpoints, transport: transport, clock: clock)
  }

  /// A place without credentials is an error here, since the profile names it.
  private func sourceCredentials(_ source: CredentialPlan, for role: RoleSettings) async throws -> AWSCredentials {
    do {
      return try await credentials(source)
    } catch let error as CredentialError where error.kind == .absent {
      throw CredentialError(
        .broken,
        "profile \(role.profile) cannot assume \(role.arn): \(source.source) has no credentials (\(error.message))")
    }
  }

  /// Read at every call: whoever runs this replaces the token in place.
  private func token(_ identity: WebIdentitySettings) throws(CredentialError) -> String {
    let text: String?
    do {
      text = try environment.readFile(identity.tokenFile).map { String(decoding: $0, as: UTF8.self) }
    } catch {
      text = nil
    }
    guard let token = text?.trimmingCharacters(in: .whitespacesAndNewlines), !token.isEmpty else {
      throw CredentialError(
        .broken, "\(identity.tokenFile), which \(identity.origin) names, is missing, empty or not readable")
    }
    return token
  }
}
