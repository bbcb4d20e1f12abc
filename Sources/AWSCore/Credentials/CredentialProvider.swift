/// A place that credentials come from.
package protocol CredentialProvider: Sendable {
  /// Where it looks, in words for a message: `the environment`, `profile dev`. Never a secret.
  var source: String { get }

  /// The credentials of now.
  ///
  /// - Throws: `CredentialError`; of kind `absent` when there are none here and the next place may be asked.
  func credentials() async throws -> AWSCredentials

  /// Says that AWS refused the credentials last given, so that the next call fetches others where it can.
  func invalidate() async
}

extension CredentialProvider {
  /// Providers that remember nothing have nothing to forget.
  package func invalidate() async {}
}

extension CredentialProvider {
  /// The credentials for one call.
  ///
  /// - Throws: `AWSError` of origin `credentials`, with the code of the `CredentialError` behind it.
  func credentials(for action: String, region: String) async throws(AWSError) -> AWSCredentials {
    do {
      return try await credentials()
    } catch {
      throw AWSError(
        action: action, origin: .credentials, code: (error as? CredentialError)?.code ?? "NoCredentials",
        message: "\(error)", region: region)
    }
  }
}
