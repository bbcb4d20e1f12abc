package import Foundation

/// Speaks AWS's Query protocol with one service in one region.
///
/// One call is one request: nothing is retried here, not even with fresh credentials.
package struct QueryClient: Sendable {
  package let region: String
  package let endpoint: URL
  private let signer: SigV4
  private let credentials: any CredentialProvider
  private let transport: any HTTPTransport
  private let timeouts: HTTPTimeouts
  private let userAgent: String
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - service: the name that signatures carry, such as `ec2`.
  ///   - userAgent: `geuse/<version>`.
  package init(
    service: String, region: String, endpoint: URL, credentials: any CredentialProvider,
    transport: any HTTPTransport, timeouts: HTTPTimeouts = HTTPTimeouts(), userAgent: String = "geuse",
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.region = region
    self.endpoint = endpoint
    signer = SigV4(region: region, service: service)
    self.credentials = credentials
    self.transport = transport
    self.timeouts = timeouts
    self.userAgent = userAgent
    self.now = now
  }

  /// Signs the query as it is, with the credentials and the time of now.
  ///
  /// - Throws: `AWSError` of origin `credentials`.
  package func sign(_ query: EncodedQuery) async throws(AWSError) -> SignedQuery {
    let keys = try await credentials.credentials(for: query.action, region: region)
    let date = now()
    return SignedQuery(
      action: query.action, request: signer.sign(request(query), credentials: keys, date: date), signedAt: date,
      accessKeyID: keys.accessKeyID)
  }

  /// Sends the query once.
  ///
  /// - Throws: `AWSError`; an origin of `envelope` or `notSent` alone proves that the call had no effect.
  package func send(_ signed: SignedQuery) async throws(AWSError) -> QueryAnswer {
    try await exchange(signed.request, action: signed.action)
  }

  package func call(_ query: EncodedQuery) async throws(AWSError) -> QueryAnswer {
    try await send(sign(query))
  }

  /// As `call`, for the actions that prove who asks by a parameter instead of a signature.
  func callUnsigned(_ query: EncodedQuery) async throws(AWSError) -> QueryAnswer {
    try await exchange(request(query), action: query.action)
  }

  private func request(_ query: EncodedQuery) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: endpoint,
      headers: [HTTPHeader("Content-Type", EncodedQuery.contentType), HTTPHeader("User-Agent", userAgent)],
      body: query.body)
  }

  private func exchange(_ request: HTTPRequest, action: String) async throws(AWSError) -> QueryAnswer {
    let response: HTTPResponse
    do {
      response = try await transport.send(request, timeouts: timeouts)
    } catch {
      throw AWSError(error, action: action, region: region)
    }
    guard (200..<300).contains(response.status) else { throw AWSError(response, action: action, region: region) }
    return QueryAnswer(action: action, region: region, response: response)
  }
}
