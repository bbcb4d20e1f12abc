import Foundation

/// One way of having credentials: what stands in the home's files and in the variables.
struct CredentialSource: Sendable {
  let name: String
  var variables: @Sendable (CredentialPlaces) -> [String: String] = { _ in [:] }
  /// Files by their path in the home; `{…}` stands for what the places gave.
  var files: [String: String] = [:]
  var arguments: [String] = []

  private static let role = "role_arn = {role}\n"
  private static let keys = "aws_access_key_id = {userKey}\naws_secret_access_key = {userSecret}\n"
  private static let printed =
    #"printf '{"Version": 1, "AccessKeyId": "{sessionKey}", "SecretAccessKey": "{sessionSecret}", "#
    + #""SessionToken": "{sessionToken}", "Expiration": "2126-01-01T00:00:00Z"}'"#
  private static let sso =
    "[profile a]\nsso_account_id = 123456789012\nsso_role_name = launcher\n"
  private static let ssoToken =
    #"{"accessToken": "{token}", "expiresAt": "{end}", "clientId": "c", "clientSecret": "s", "#
    + #""registrationExpiresAt": "2126-01-01T00:00:00Z", "refreshToken": "refresh-1"}"#

  static let all: [CredentialSource] = [
    CredentialSource(name: "environment") {
      ["AWS_ACCESS_KEY_ID": $0.userKey, "AWS_SECRET_ACCESS_KEY": $0.userSecret]
    },
    CredentialSource(name: "credentials file", files: [".aws/credentials": "[default]\n\(keys)"]),
    CredentialSource(
      name: "config file", files: [".aws/config": "[profile a]\n\(keys)"], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "role with source_profile",
      files: [
        ".aws/config": "[profile a]\n\(role)source_profile = b\nduration_seconds = 900\nrole_session_name = geuse\n",
        ".aws/credentials": "[b]\n\(keys)",
      ], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "role through a role",
      files: [
        ".aws/config": "[profile a]\n\(role)source_profile = b\n[profile b]\n\(role)source_profile = c\n",
        ".aws/credentials": "[c]\n\(keys)",
      ], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "role with credential_source Environment",
      variables: { ["AWS_ACCESS_KEY_ID": $0.userKey, "AWS_SECRET_ACCESS_KEY": $0.userSecret] },
      files: [".aws/config": "[profile a]\n\(role)credential_source = Environment\n"], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "role with credential_source EcsContainer",
      variables: {
        [
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\($0.endpoint)/container",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": "container-token",
        ]
      },
      files: [".aws/config": "[profile a]\n\(role)credential_source = EcsContainer\n"], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "role with credential_source Ec2InstanceMetadata", variables: instance,
      files: [".aws/config": "[profile a]\n\(role)credential_source = Ec2InstanceMetadata\n"],
      arguments: ["--profile", "a"]),
    CredentialSource(
      name: "web identity of the environment",
      variables: {
        [
          "AWS_ENDPOINT_URL_STS": $0.endpoint, "AWS_ROLE_ARN": $0.role, "AWS_WEB_IDENTITY_TOKEN_FILE": "~/web-token",
          "AWS_ROLE_SESSION_NAME": "pod",
        ]
      }, files: ["web-token": "web-token\n"]),
    CredentialSource(
      name: "web identity of a profile", variables: { ["AWS_ENDPOINT_URL_STS": $0.endpoint] },
      files: [
        ".aws/config": "[profile a]\n\(role)web_identity_token_file = ~/web-token\n", "web-token": "web-token\n",
      ], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "sso_session", variables: { ["AWS_ENDPOINT_URL_SSO": $0.endpoint] },
      files: [
        ".aws/config": sso
          + "sso_session = corp\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://c\n",
        ".aws/sso/cache/{sha1 corp}.json": ssoToken.replacing("{token}", with: "new-sso-token")
          .replacing("{end}", with: "2126-01-01T00:00:00Z"),
      ], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "sso_session with a token that is renewed",
      variables: { ["AWS_ENDPOINT_URL_SSO": $0.endpoint, "AWS_ENDPOINT_URL_SSO_OIDC": $0.endpoint] },
      files: [
        ".aws/config": sso
          + "sso_session = corp\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://c\n",
        ".aws/sso/cache/{sha1 corp}.json": ssoToken.replacing("{token}", with: "old-sso-token")
          .replacing("{end}", with: "2020-01-01T00:00:00Z"),
      ], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "sso_start_url", variables: { ["AWS_ENDPOINT_URL_SSO": $0.endpoint] },
      files: [
        ".aws/config": sso + "sso_region = eu-west-1\nsso_start_url = https://c\n",
        ".aws/sso/cache/{sha1 https://c}.json": ssoToken.replacing("{token}", with: "new-sso-token")
          .replacing("{end}", with: "2126-01-01T00:00:00Z"),
      ], arguments: ["--profile", "a"]),
    CredentialSource(
      name: "credential_process",
      files: [
        ".aws/config": "[default]\ncredential_process = sh '{home}/print keys' --quietly\n", "print keys": printed,
      ]),
    CredentialSource(name: "container") {
      [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\($0.endpoint)/container",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": "container-token",
      ]
    },
    CredentialSource(name: "instance metadata", variables: instance),
  ]

  @Sendable private static func instance(_ places: CredentialPlaces) -> [String: String] {
    ["AWS_EC2_METADATA_SERVICE_ENDPOINT": places.endpoint, "AWS_EC2_METADATA_DISABLED": "false"]
  }
}
