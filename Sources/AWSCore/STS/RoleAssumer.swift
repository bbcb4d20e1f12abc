import Foundation

/// Assumes roles at the regional STS of the region in force.
///
/// Source: AWS STS API Reference, "AssumeRole" and "AssumeRoleWithWebIdentity".
struct RoleAssumer: Sendable {
  private static let version = "2011-06-15"
  private static let timeouts = HTTPTimeouts(connect: .seconds(10), read: .seconds(20), total: .seconds(30))

  /// Nil where no place names one; then the first region of the role's partition is asked.
  let region: String?
  let endpoints: EndpointResolver
  let transport: any HTTPTransport
  let clock: AWSClock

  /// - Throws: `CredentialError` of kind `broken`, with the code that STS gave.
  func assume(_ role: RoleSettings, with credentials: AWSCredentials, of source: String) async throws -> AWSCredentials
  {
    var parameters = [("RoleArn", role.arn), ("RoleSessionName", role.sessionName ?? madeUpName)]
    if let seconds = role.durationSeconds { parameters.append(("DurationSeconds", "\(seconds)")) }
    if let id = role.externalID { parameters.append(("ExternalId", id)) }
    return try await ask(
      "AssumeRole", parameters, arn: role.arn, credentials: credentials,
      context: "profile \(role.profile) cannot assume \(role.arn) with \(source)")
  }

  /// Unsigned: the token proves who asks.
  ///
  /// - Throws: as ``assume(_:with:of:)``.
  func assume(_ identity: WebIdentitySettings, token: String) async throws -> AWSCredentials {
    let parameters = [
      ("RoleArn", identity.arn), ("RoleSessionName", identity.sessionName ?? madeUpName), ("WebIdentityToken", token),
    ]
    return try await ask(
      "AssumeRoleWithWebIdentity", parameters, arn: identity.arn, credentials: nil,
      context: "cannot assume \(identity.arn) with the token in \(identity.tokenFile) (\(identity.origin))")
  }

  private var madeUpName: String { "geuse-\(Int(clock.now.timeIntervalSince1970))" }

  private func ask(
    _ action: String, _ parameters: [(String, String)], arn: String, credentials: AWSCredentials?, context: String
  ) async throws -> AWSCredentials {
    let region = region ?? Self.firstRegion(of: arn)
    let endpoint: URL
    do {
      endpoint = try endpoints.endpoint(for: .sts, region: region)
    } catch {
      throw CredentialError(.broken, error.message)
    }
    let client = QueryClient(
      service: "sts", region: region, endpoint: endpoint, credentials: GivenCredentials(given: credentials),
      transport: transport, timeouts: Self.timeouts, clock: clock)
    let query = EncodedQuery(action: action, version: Self.version, parameters: parameters)
    let answer: QueryAnswer
    do {
      answer = try await credentials == nil ? client.callUnsigned(query) : client.call(query)
    } catch {
      throw CredentialError(.broken, code: error.code, "\(context): \(error): \(Self.nextStep(error))")
    }
    do {
      return try AssumedRole.credentials(in: answer.body, action: action)
    } catch {
      throw CredentialError(
        .broken, code: "UnrecognizedAnswer", "\(context): \(endpoint.host() ?? "STS") answered with \(error)")
    }
  }

  private static func firstRegion(of arn: String) -> String {
    switch arn.split(separator: ":").dropFirst().first {
    case "aws-cn": "cn-north-1"
    case "aws-us-gov": "us-gov-west-1"
    default: "us-east-1"
    }
  }

  private static func nextStep(_ error: AWSError) -> String {
    switch (error.origin, error.code) {
    case (.notSent, _), (.interrupted, _), (.unrecognized, _):
      "check the network, the proxy and AWS_ENDPOINT_URL_STS"
    case (_, "AccessDenied"):
      "the role's trust policy must name that identity, and that identity's policy must allow \(error.action)"
    case (_, "ExpiredToken"), (_, "ExpiredTokenException"): "get a new token or new keys for it"
    case (_, "InvalidIdentityToken"), (_, "IDPRejectedClaim"):
      "check that the token's issuer and audience are those of the account's identity provider"
    case (_, "RegionDisabledException"): "enable STS in \(error.region), or use another region"
    default: "check the keys, the role's ARN and the settings beside it"
    }
  }
}

/// Credentials that are at hand, or none.
private struct GivenCredentials: CredentialProvider {
  let source = "the source credentials"
  let given: AWSCredentials?

  func credentials() async throws -> AWSCredentials {
    guard let given else { throw CredentialError(.absent, "nothing signs this call") }
    return given
  }
}
