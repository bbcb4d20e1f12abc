/// The network, as one method: send this request once, give back the whole answer or say how far it got.
///
/// An implementation never retries, never follows a redirect, and never gives back part of a body.
package protocol HTTPTransport: Sendable {
  func send(_ request: HTTPRequest, timeouts: HTTPTimeouts) async throws(HTTPTransportError) -> HTTPResponse
}

/// How long one call may take: to connect, between two pieces of the answer, and altogether.
package struct HTTPTimeouts: Sendable, Hashable {
  package var connect: Duration
  package var read: Duration
  package var total: Duration

  package init(connect: Duration = .seconds(5), read: Duration = .seconds(30), total: Duration = .seconds(60)) {
    self.connect = connect
    self.read = read
    self.total = total
  }
}
