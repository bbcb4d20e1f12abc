package import Foundation

/// Speaks AWS's JSON protocol, version 1.1, with one service in one region.
///
/// One call is one request: nothing is retried here.
package struct JSONClient: Sendable {
  package let region: String
  package let endpoint: URL
  private let signer: SigV4
  private let credentials: any CredentialProvider
  private let transport: any HTTPTransport
  private let timeouts: HTTPTimeouts
  private let userAgent: String
  private let clock: AWSClock
  private let observe: CallObserver

  /// As `QueryClient`'s.
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

  /// - Parameter target: the service's name in `X-Amz-Target`, such as `AmazonSSM`.
  /// - Throws: `AWSError`, as for a Query.
  package func call<Answer: Decodable>(
    _ action: String, target: String, body: [UInt8], answer: Answer.Type
  ) async throws(AWSError) -> Answer {
    let keys = try await credentials.credentials(for: action, region: region)
    let request = HTTPRequest(
      method: "POST", url: endpoint,
      headers: [
        HTTPHeader("Content-Type", "application/x-amz-json-1.1"), HTTPHeader("X-Amz-Target", "\(target).\(action)"),
        HTTPHeader("User-Agent", userAgent),
      ], body: body)
    let response: HTTPResponse
    do {
      response = try await transport.send(signer.sign(request, credentials: keys, date: clock.now), timeouts: timeouts)
    } catch {
      throw AWSError(error, action: action, region: region)
    }
    clock.hear(response)
    let refusal = (200..<300).contains(response.status) ? nil : refusal(response, action)
    observe(ObservedCall(action: action, region: region, code: refusal?.code))
    if let refusal { throw refusal }
    do {
      return try JSONDecoder().decode(answer, from: Data(response.body))
    } catch {
      throw AWSError(
        unrecognized: response, action: action, region: region, reason: "an answer that is not \(action)'s JSON")
    }
  }

  private func refusal(_ response: HTTPResponse, _ action: String) -> AWSError {
    guard response.status >= 400, let refusal = JSONRefusal(response) else {
      return AWSError(response, action: action, region: region)
    }
    return AWSError(
      action: action, origin: .envelope, code: refusal.code, message: refusal.message, requestID: response.requestID,
      status: response.status, region: region)
  }
}
