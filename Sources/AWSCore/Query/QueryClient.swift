package import Foundation

/// Speaks AWS's Query protocol with one service in one region.
///
/// One call is one request: nothing is retried here, not even with fresh credentials, but for a wrong date.
package struct QueryClient: Sendable {
  package let region: String
  package let endpoint: URL
  private let signer: SigV4
  private let credentials: any CredentialProvider
  private let transport: any HTTPTransport
  private let timeouts: HTTPTimeouts
  private let userAgent: String
  private let clock: AWSClock
  private let observe: CallObserver

  /// - Parameters:
  ///   - service: the name that signatures carry, such as `ec2`.
  ///   - userAgent: `geuse/<version>`.
  package init(
    service: String, region: String, endpoint: URL, credentials: any CredentialProvider,
    transport: any HTTPTransport, timeouts: HTTPTimeouts = HTTPTimeouts(), userAgent: String = "geuse",
    clock: AWSClock = AWSClock(), observe: @escaping CallObserver = { _ in }
  ) {
    self.region = region
    self.endpoint = endpoint
    signer = SigV4(region: region, service: service)
    self.credentials = credentials
    self.transport = transport
    self.timeouts = timeouts
    self.userAgent = userAgent
    self.clock = clock
    self.observe = observe
  }

  /// Signs the query as it is, with the credentials of now and by AWS's clock.
  ///
  /// - Throws: `AWSError` of origin `credentials`.
  package func sign(_ query: EncodedQuery) async throws(AWSError) -> SignedQuery {
    let keys = try await credentials.credentials(for: query.action, region: region)
    let date = clock.now
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

  /// Signs and sends it; where it is refused for its date, once more by the clock that the refusal tells.
  package func call(_ query: EncodedQuery) async throws(AWSError) -> QueryAnswer {
    do {
      return try await send(sign(query))
    } catch {
      guard error.isOfClock, clock.isKnown else { throw error }
      return try await send(sign(query))
    }
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
      observe(ObservedCall(action: action, region: region, code: nil))
      throw AWSError(error, action: action, region: region)
    }
    clock.hear(response)
    guard (200..<300).contains(response.status) else {
      let error = AWSError(response, action: action, region: region)
      observe(ObservedCall(action: action, region: region, code: error.code))
      throw error
    }
    observe(ObservedCall(action: action, region: region, code: nil))
    return QueryAnswer(action: action, region: region, response: response)
  }
}
