import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL
import Testing

@testable import AWSCore

/// Only what can happen before a request alone may count as not sent.
struct TransportErrorTests {
  static let before: [any Error] = [
    HTTPClientError.connectTimeout, HTTPClientError.tlsHandshakeTimeout, HTTPClientError.getConnectionFromPoolTimeout,
    HTTPClientError.httpProxyHandshakeTimeout, HTTPClientError.alreadyShutdown, HTTPClientError.emptyHost,
    ChannelError.connectTimeout(.seconds(5)), NIOSSLError.handshakeFailed(.zeroReturn),
    NIOSSLExtraError.failedToValidateHostname, IOError(errnoCode: ECONNREFUSED, reason: "connect"),
  ]

  static let during: [any Error] = [
    HTTPClientError.remoteConnectionClosed, HTTPClientError.readTimeout, HTTPClientError.writeTimeout,
    HTTPClientError.deadlineExceeded, HTTPClientError.cancelled, IOError(errnoCode: ECONNRESET, reason: "read"),
    IOError(errnoCode: EPIPE, reason: "write"), IOError(errnoCode: EHOSTUNREACH, reason: "write"),
    NIOSSLError.uncleanShutdown, ChannelError.ioOnClosedChannel,
    CancellationError(),
  ]

  @Test(arguments: before.indices)
  func whatOnlyHappensBeforeARequestIsNotSent(_ index: Int) {
    #expect(HTTPTransportError(Self.before[index], headWasSent: false, host: "h").kind == .notSent)
    #expect(HTTPTransportError(Self.before[index], headWasSent: true, host: "h").kind == .interrupted)
  }

  @Test(arguments: during.indices, [true, false])
  func whatCanHappenWhileWritingIsInterrupted(_ index: Int, _ headWasSent: Bool) {
    #expect(HTTPTransportError(Self.during[index], headWasSent: headWasSent, host: "h").kind == .interrupted)
  }
}
