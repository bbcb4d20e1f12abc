import Synchronization

/// What a profile of the shared files says, read afresh at every call: other tools rotate it in place.
///
/// A web identity of the environment is read here too: it may take its role from the profile.
final class ProfileCredentials: CredentialProvider {
  private let profileName: String
  private let isExplicit: Bool
  private let planned: PlannedCredentials
  private let found = Mutex<String?>(nil)

  /// - Parameter isExplicit: whether the command line names the profile: then it must exist, and the environment's web
  ///   identity does not count.
  init(profileName: String, isExplicit: Bool, planned: PlannedCredentials) {
    self.profileName = profileName
    self.isExplicit = isExplicit
    self.planned = planned
  }

  var source: String { found.withLock { $0 } ?? "profile \(profileName)" }

  func credentials() async throws -> AWSCredentials {
    let shared: SharedConfiguration
    do {
      shared = try SharedConfiguration(planned.environment)
    } catch {
      throw CredentialError(.broken, error.message)
    }
    let profile = shared.profile(profileName)
    if profile == nil, isExplicit { throw CredentialError(.broken, missing(shared)) }
    let planner = CredentialPlanner(shared: shared, environment: planned.environment)
    guard let plan = try planner.plan(profileName, readsEnvironment: !isExplicit) else {
      throw CredentialError(.absent, profile.map(Self.empty) ?? missing(shared))
    }
    let credentials = try await planned.credentials(plan)
    found.withLock { $0 = plan.source }
    return credentials
  }

  private func missing(_ shared: SharedConfiguration) -> String {
    "no profile \(profileName) in \(shared.configPath) or \(shared.credentialsPath)"
  }

  /// Settings that do nothing alone are the likeliest reason.
  private static func empty(_ profile: SharedProfile) -> String {
    let lonely = [
      ("source_profile", "role_arn"), ("credential_source", "role_arn"), ("sso_session", "sso_account_id"),
      ("sso_start_url", "sso_account_id"),
    ].first { profile[$0.0] != nil }
    return "profile \(profile.name) holds no keys" + (lonely.map { ": it has \($0.0) but no \($0.1)" } ?? "")
  }
}
