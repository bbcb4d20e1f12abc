import Foundation
import Testing

@testable import AWSCore

/// What profiles mean, and what is said about those that mean nothing.
struct CredentialPlannerTests {
  static let arn = "arn:aws:iam::123456789012:role/x"

  static func plan(_ config: String, _ profile: String = "a") throws -> CredentialPlan? {
    let environment = AWSEnvironment.of(files: ["/home/me/.aws/config": config])
    return try CredentialPlanner(shared: SharedConfiguration(environment), environment: environment)
      .plan(profile, readsEnvironment: true)
  }

  @Test func everySettingOfARoleIsRead() throws {
    let plan = try Self.plan(
      """
      [profile a]
      role_arn = \(Self.arn)
      credential_source = Ec2InstanceMetadata
      external_id = ext:1
      role_session_name = me@work
      duration_seconds = 43200
      """)
    let role = RoleSettings(
      profile: "a", arn: Self.arn, externalID: "ext:1", sessionName: "me@work", durationSeconds: 43_200)
    #expect(plan == .role(role, using: .instanceMetadata))
    #expect(plan?.source == "role \(Self.arn) of profile a, assumed with the instance metadata")
  }

  static let complaints: [(settings: String, complaint: String)] = [
    ("role_arn = \(arn)", "has role_arn but neither source_profile nor credential_source"),
    ("role_arn = \(arn)\nsource_profile = b\ncredential_source = Environment", "has both source_profile and cred"),
    (
      "role_arn = \(arn)\nsource_profile = nobody",
      "names source_profile nobody, which is neither in /home/me/.aws/config"
    ),
    (
      "role_arn = \(arn)\nsource_profile = bare",
      "names source_profile bare, which holds no credentials: add some there"
    ),
    ("role_arn = \(arn)\nsource_profile = a", "its source_profile goes in a circle (a -> a)"),
    ("role_arn = \(arn)\nsource_profile = back", "goes in a circle (a -> back -> a): let one of them hold keys"),
    (
      "role_arn = \(arn)\ncredential_source = Elsewhere", "has credential_source = Elsewhere: expected Environment, Ec2"
    ),
    (
      "role_arn = admin\nsource_profile = b", "role_arn of profile a is admin: expected a role's ARN like arn:aws:iam::"
    ),
    ("role_arn = arn:aws:iam::1:user/x\nsource_profile = b", "expected a role's ARN"),
    (
      "role_arn = \(arn)\nsource_profile = b\nmfa_serial = arn:aws:iam::1:mfa/me",
      "asks for a code of the device arn:aws:iam::1:mfa/me (mfa_serial), which is not supported: a worker cannot be asked"
    ),
    ("role_arn = \(arn)\nsource_profile = mfa", "profile mfa asks for a code of the device m (mfa_serial)"),
    (
      "role_arn = \(arn)\nsource_profile = b\nduration_seconds = 899",
      "has duration_seconds = 899: expected a number from"
    ),
    ("role_arn = \(arn)\nsource_profile = b\nduration_seconds = 43201", "expected a number from 900 to 43200"),
    ("role_arn = \(arn)\nsource_profile = b\nduration_seconds = 1h", "has duration_seconds = 1h"),
    (
      "role_arn = \(arn)\nsource_profile = chained\nduration_seconds = 3601",
      "has duration_seconds = 3601, but a role assumed by another role lasts 3600 at most: lower it"
    ),
    (
      "role_arn = \(arn)\nsource_profile = b\nrole_session_name = a b",
      "role_session_name of profile a is a b: expected 2 to"
    ),
    ("role_arn = \(arn)\nsource_profile = b\nrole_session_name = a", "expected 2 to 64 letters"),
    ("web_identity_token_file = /t", "web_identity_token_file of profile a is set but no role is: set AWS_ROLE_ARN"),
    ("web_identity_token_file = /t\nrole_arn = x", "role_arn of profile a is x"),
    (
      "sso_account_id = 1\nsso_role_name = r\nsso_session = gone",
      "names sso_session gone, but /home/me/.aws/config has no [sso"
    ),
    (
      "sso_account_id = 1\nsso_session = corp",
      "signs on with IAM Identity Center but lacks sso_role_name: add it, or run aws conf"
    ),
    ("sso_role_name = r\nsso_session = corp", "lacks sso_account_id"),
    ("sso_account_id = 1\nsso_role_name = r\nsso_region = eu-west-1", "lacks sso_start_url"),
    ("sso_account_id = 1\nsso_role_name = r\nsso_start_url = u", "lacks sso_region"),
    (
      "sso_account_id = 1\nsso_role_name = r\nsso_start_url = u\nsso_region = evil.com/",
      "sso_region of profile a: \"evil.com/\""
    ),
    (
      "sso_account_id = 1\nsso_role_name = r\nsso_session = corp\nsso_region = us-east-1",
      "and [sso-session corp] disagree about sso_region (us-east-1 and eu-west-1): remove the profile's"
    ),
    ("login_session = arn", "uses login_session, which is not supported: use a profile with keys, a role"),
    ("aws_access_key_id = A", "profile a in /home/me/.aws/config lacks aws_secret_access_key: add it"),
  ]

  static let others = """

    [profile b]
    aws_access_key_id = B
    aws_secret_access_key = s
    [profile bare]
    region = eu-west-1
    [profile back]
    role_arn = \(arn)
    source_profile = a
    [profile chained]
    role_arn = \(arn)
    source_profile = b
    [profile mfa]
    role_arn = \(arn)
    source_profile = b
    mfa_serial = m
    [sso-session corp]
    sso_region = eu-west-1
    sso_start_url = https://corp.example/start
    """

  @Test(arguments: complaints)
  func whatIsWrongIsNamed(_ settings: String, _ complaint: String) throws {
    let error = #expect(throws: CredentialError.self) { try Self.plan("[profile a]\n" + settings + Self.others) }
    #expect(error?.kind == .broken)
    #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "-")")
  }

  @Test(arguments: [
    ("source_profile = b", "it has source_profile but no role_arn"),
    ("sso_session = x", "it has sso_session but no sso_account_id"),
  ])
  func aSettingThatDoesNothingAloneIsNamed(_ setting: String, _ complaint: String) async throws {
    let files = ["/home/me/.aws/config": "[profile a]\n\(setting)"]
    let settings = try AWSSettings(
      profile: "a", environment: .of(["AWS_EC2_METADATA_DISABLED": "true"], files: files))
    let error = await #expect(throws: CredentialError.self) {
      try await settings.credentialProvider(transport: FakeAWS.transport()).credentials()
    }
    #expect(error?.message.contains("profile a holds no keys: \(complaint)") == true)
  }

  @Test func theSourceOfEveryPlanIsNamedWithoutSecrets() throws {
    let config = """
      [profile sso]
      sso_account_id = 123456789012
      sso_role_name = Admin
      sso_session = corp
      [profile process]
      credential_process = vault --password hunter2
      [profile web]
      role_arn = \(Self.arn)
      web_identity_token_file = ~/token
      [profile chain]
      role_arn = \(Self.arn)
      source_profile = chained
      """
    let sources = try ["sso", "process", "web", "b", "chain"].map { try Self.plan(config + Self.others, $0)?.source }
    #expect(
      sources == [
        "profile sso, signed on to role Admin of account 123456789012", "the credential_process of profile process",
        "role \(Self.arn), assumed with the token in /home/me/token", "profile b",
        "role \(Self.arn) of profile chain, assumed with role \(Self.arn) of profile chained, assumed with profile b",
      ])
  }
}
