package import Foundation

/// Keeps credentials and fetches new ones five minutes before they expire.
///
/// Callers who come while a fetch is under way share it. When a fetch fails, credentials that are still good go on
/// being given out, and the place is asked again after half a minute.
package actor RefreshingCredentials: CredentialProvider {
  /// How long before their end credentials are replaced.
  package static let margin: TimeInterval = 5 * 60
  private static let pauseAfterFailure: TimeInterval = 30

  private let provider: any CredentialProvider
  private let now: @Sendable () -> Date
  private var cached: AWSCredentials?
  private var notBefore = Date.distantPast
  private var fetch: Task<AWSCredentials, any Error>?

  package nonisolated var source: String { provider.source }

  package init(_ provider: any CredentialProvider, now: @escaping @Sendable () -> Date = { Date() }) {
    self.provider = provider
    self.now = now
  }

  package func credentials() async throws -> AWSCredentials {
    if let cached, isFresh(cached) || (isValid(cached) && now() < notBefore) { return cached }
    do {
      return try await fetched()
    } catch {
      guard let cached, isValid(cached) else { throw error }
      return cached
    }
  }

  /// Forgets the credentials, also as something to fall back on: AWS has refused them.
  package func invalidate() async {
    cached = nil
    await provider.invalidate()
  }

  private func fetched() async throws -> AWSCredentials {
    // Unstructured, because it belongs to every caller who waits, not to the one who came first.
    let task =
      fetch
      ?? Task { [provider, now] in
        let credentials = try await provider.credentials()
        if let end = credentials.expiration, end <= now() {
          throw CredentialError(
            .broken, code: "ExpiredToken",
            "\(provider.source) gives credentials that expired at \(end.formatted(.iso8601)): renew them there")
        }
        return credentials
      }
    fetch = task
    let result = await task.result
    // The first to come back stores it for all; by then another fetch may have begun.
    if fetch == task {
      fetch = nil
      switch result {
      case .success(let credentials):
        cached = credentials
        // What the place hands out may be near its end already.
        notBefore = isFresh(credentials) ? .distantPast : now() + Self.pauseAfterFailure
      case .failure: notBefore = now() + Self.pauseAfterFailure
      }
    }
    return try result.get()
  }

  /// What is at hand now, without asking anybody; nil before the first call and after a refusal.
  package var state: CredentialState? {
    cached.map { CredentialState(source: provider.source, accessKeyID: $0.accessKeyID, expiration: $0.expiration) }
  }

  private func isFresh(_ credentials: AWSCredentials) -> Bool {
    credentials.expiration.map { now() < $0 - Self.margin } ?? true
  }

  private func isValid(_ credentials: AWSCredentials) -> Bool {
    credentials.expiration.map { now() < $0 } ?? true
  }
}
