import AWSCore
import Synchronization

/// A network that answers from a closure and remembers what was asked.
final class FakeTransport: HTTPTransport {
  private let answer: @Sendable (HTTPRequest) throws(HTTPTransportError) -> HTTPResponse
  private let log = Mutex<[HTTPRequest]>([])

  init(_ answer: @escaping @Sendable (HTTPRequest) throws(HTTPTransportError) -> HTTPResponse) {
    self.answer = answer
  }

  /// Gives every request the same answer.
  convenience init(status: Int = 200, headers: [HTTPHeader] = [], body: String) {
    self.init { _ throws(HTTPTransportError) in
      HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }
  }

  var requests: [HTTPRequest] { log.withLock { $0 } }

  func send(_ request: HTTPRequest, timeouts: HTTPTimeouts) async throws(HTTPTransportError) -> HTTPResponse {
    log.withLock { $0.append(request) }
    return try answer(request)
  }
}
