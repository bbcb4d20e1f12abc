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
    let keys: AWSCredentials
    do {
      keys = try await credentials.credentials()
    } catch {
      throw AWSError(
        action: query.action, origin: .credentials, code: (error as? CredentialError)?.code ?? "NoCredentials",
        message: "\(error)", region: region)
    }
    let date = now()
    let request = HTTPRequest(
      method: "POST", url: endpoint,
      headers: [HTTPHeader("Content-Type", EncodedQuery.contentType), HTTPHeader("User-Agent", userAgent)],
      body: query.body)
    return SignedQuery(
      action: query.action, request: signer.sign(request, credentials: keys, date: date), signedAt: date,
      accessKeyID: keys.accessKeyID)
  }

  /// Sends the query once.
  ///
  /// - Throws: `AWSError`; an origin of `envelope` or `notSent` alone proves that the call had no effect.
  package func send(_ signed: SignedQuery) async throws(AWSError) -> QueryAnswer {
    let response: HTTPResponse
    do {
      response = try await transport.send(signed.request, timeouts: timeouts)
    } catch {
      throw AWSError(error, action: signed.action, region: region)
    }
    guard (200..<300).contains(response.status) else {
      throw AWSError(response, action: signed.action, region: region)
    }
    return QueryAnswer(action: signed.action, region: region, response: response)
  }

  package func call(_ query: EncodedQuery) async throws(AWSError) -> QueryAnswer {
    try await send(sign(query))
  }
}
