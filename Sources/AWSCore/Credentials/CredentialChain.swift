import Synchronization

/// Asks one place after another and keeps to the first that has credentials or is broken.
package final class CredentialChain: CredentialProvider {
  private let links: [any CredentialProvider]
  private let found = Mutex<String?>(nil)

  package init(_ links: [any CredentialProvider]) {
    self.links = links
  }

  /// The place that answered last; before that, all of them.
  package var source: String {
    found.withLock { $0 } ?? links.map(\.source).joined(separator: ", ")
  }

  package func credentials() async throws -> AWSCredentials {
    var reasons: [String] = []
    for link in links {
      do {
        let credentials = try await link.credentials()
        found.withLock { $0 = link.source }
        return credentials
      } catch let error as CredentialError where error.kind == .absent {
        reasons.append(error.message)
      }
    }
    throw CredentialError(
      .absent,
      "no AWS credentials (\(reasons.joined(separator: "; "))): "
        + "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile that holds keys")
  }

  package func invalidate() async {
    for link in links { await link.invalidate() }
  }
}
