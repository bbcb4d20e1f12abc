import AWSCore

/// Always the same keys, or always the same error.
struct FixedCredentials: CredentialProvider {
  var source = "a fixed place"
  var result: Result<AWSCredentials, CredentialError> = .success(
    AWSCredentials(accessKeyID: "GEUSEKEY", secretAccessKey: "secret"))

  func credentials() async throws -> AWSCredentials { try result.get() }
}
