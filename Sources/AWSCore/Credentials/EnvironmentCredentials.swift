import Foundation

/// Keys in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
package struct EnvironmentCredentials: CredentialProvider {
  package let source = "the environment"
  private let environment: AWSEnvironment

  package init(environment: AWSEnvironment) {
    self.environment = environment
  }

  package func credentials() async throws -> AWSCredentials {
    switch (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]) {
    case (nil, nil):
      throw CredentialError(.absent, "AWS_ACCESS_KEY_ID is not set")
    case (_?, nil):
      throw CredentialError(.broken, "AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not: set both or neither")
    case (nil, _?):
      throw CredentialError(.broken, "AWS_SECRET_ACCESS_KEY is set but AWS_ACCESS_KEY_ID is not: set both or neither")
    case (let id?, let secret?):
      return AWSCredentials(
        accessKeyID: id, secretAccessKey: secret,
        sessionToken: environment["AWS_SESSION_TOKEN"] ?? environment["AWS_SECURITY_TOKEN"],
        expiration: try expiration())
    }
  }

  /// `aws configure export-credentials` sets it beside the keys.
  private func expiration() throws(CredentialError) -> Date? {
    guard let text = environment["AWS_CREDENTIAL_EXPIRATION"] else { return nil }
    guard let date = AWSDate.parse(text) else {
      throw CredentialError(.broken, "AWS_CREDENTIAL_EXPIRATION is \(text): expected a time like 2030-01-31T12:00:00Z")
    }
    return date
  }
}
