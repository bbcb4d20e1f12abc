import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

extension HTTPTransportError {
  /// Sorts the library's error.
  ///
  /// "Not sent" needs both: the head had not been written, and the error is one that only the time before a request
  /// can raise. A reset, an end of stream or a passed deadline can fall into the very moment of writing, so those are
  /// interruptions whatever the flag says.
  init(_ error: any Error, headWasSent: Bool, host: String) {
    if let tooLarge = error as? HTTPExchange.TooLarge {
      self.init(kind: .tooLarge, message: "the answer of \(host) is longer than \(tooLarge.limit) bytes")
    } else if !headWasSent, let reason = Self.reasonBeforeRequest(error) {
      self.init(kind: .notSent, message: "cannot connect to \(host): \(reason)")
    } else {
      self.init(kind: .interrupted, message: "no whole answer from \(host): \(Self.reason(error))")
    }
  }

  /// Words for an error that proves no request was on the connection yet; nil for any other.
  private static func reasonBeforeRequest(_ error: any Error) -> String? {
    switch error {
    case let error as NIOConnectionError: reason(error)
    // To an address instead of a name the library connects directly. On a connected socket this code cannot occur;
    // "unreachable" and the like can.
    case let error as IOError where error.errnoCode == ECONNREFUSED: "the connection was refused"
    case let error as ChannelError:
      if case .connectTimeout = error { "connecting took too long" } else { nil }
    case let error as NIOSSLError:
      if case .handshakeFailed(let cause) = error { "the TLS handshake failed (\(cause))" } else { nil }
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
      "its certificate is for another name"
    case let error as HTTPClientError: reasonBeforeRequest(error)
    default: nil
    }
  }

  private static func reasonBeforeRequest(_ error: HTTPClientError) -> String? {
    switch error {
    case .connectTimeout: "connecting took too long"
    case .tlsHandshakeTimeout: "the TLS handshake took too long"
    case .getConnectionFromPoolTimeout: "no connection became free in time"
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout: "the proxy took too long"
    case .invalidProxyResponse, .proxyAuthenticationRequired: "the proxy refused (\(error.shortDescription))"
    case .invalidURL, .emptyHost, .emptyScheme, .alreadyShutdown: error.shortDescription
    default: nil
    }
  }

  private static func reason(_ error: NIOConnectionError) -> String {
    if let attempt = error.connectionErrors.first {
      if let failure = attempt.error as? IOError { return "\(failure.description) (port \(error.port))" }
      return "\(attempt.error) (port \(error.port))"
    }
    if error.dnsAError != nil || error.dnsAAAAError != nil { return "its name does not resolve" }
    return "no address answered (port \(error.port))"
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as HTTPClientError:
      switch error {
      case .readTimeout: "it stayed silent too long"
      case .writeTimeout: "it took the request too slowly"
      case .deadlineExceeded: "the call took too long"
      case .remoteConnectionClosed: "the connection was closed"
      case .cancelled: "the call was cancelled"
      default: error.shortDescription
      }
    case let error as IOError: error.description
    default: "\(error)"
    }
  }
}
