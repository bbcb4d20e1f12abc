import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// The real network, over async-http-client.
///
/// Connections are kept and reused while they are healthy; one whose exchange failed or timed out is closed.
/// Nothing is retried, not even a refused connection: who calls decides. Call `shutdown()` before letting go of it.
package final class AsyncHTTPTransport: HTTPTransport {
  /// What holds for every connection; the place for proxies and trust roots.
  package struct Configuration: Sendable {
    /// Connections to one host at the same time; further requests queue for one within the connect time-out.
    package var connectionsPerHost: Int
    /// How long an unused connection is kept. Shorter than AWS keeps it, so that we close first and a request does
    /// not race with the peer's close.
    package var idleTimeout: Duration
    /// The longest body that is read, in bytes.
    package var maximumBody: Int

    package init(
      connectionsPerHost: Int = 64, idleTimeout: Duration = .seconds(15), maximumBody: Int = 16 * 1024 * 1024
    ) {
      self.connectionsPerHost = connectionsPerHost
      self.idleTimeout = idleTimeout
      self.maximumBody = maximumBody
    }
  }

  /// The library fixes these two when a client is made, so there is one client for each pair in use.
  private struct ClientKey: Hashable {
    var connect: Duration
    var read: Duration
  }

  private struct State {
    var clients: [ClientKey: HTTPClient] = [:]
    var isShutDown = false
  }

  private let configuration: Configuration
  private let state = Mutex(State())

  package init(_ configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  package func send(
    _ request: HTTPRequest, timeouts: HTTPTimeouts
  ) async throws(HTTPTransportError) -> HTTPResponse {
    guard let client = client(for: timeouts) else {
      throw HTTPTransportError(kind: .notSent, message: "the HTTP transport has been shut down")
    }
    let exchange = HTTPExchange(maximumBody: configuration.maximumBody)
    do {
      let prepared = try HTTPClient.Request(
        url: request.url, method: HTTPMethod(rawValue: request.method),
        headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
        body: request.body.isEmpty ? nil : .bytes(request.body))
      let task = client.execute(
        request: prepared, delegate: exchange, deadline: .now() + TimeAmount(timeouts.total))
      return try await withTaskCancellationHandler {
        try await task.get()
      } onCancel: {
        task.cancel()
      }
    } catch {
      throw HTTPTransportError(error, headWasSent: exchange.headWasSent, host: request.url.host() ?? "?")
    }
  }

  /// Closes every connection. Requests still on their way end as interrupted; later ones as not sent.
  package func shutdown() async {
    let clients = state.withLock { state in
      state.isShutDown = true
      defer { state.clients = [:] }
      return state.clients.values.map { $0 }
    }
    for client in clients {
      // The only failure is "already shut down".
      try? await client.shutdown()
    }
  }

  private func client(for timeouts: HTTPTimeouts) -> HTTPClient? {
    let key = ClientKey(connect: timeouts.connect, read: timeouts.read)
    return state.withLock { state in
      guard !state.isShutDown else { return nil }
      if let client = state.clients[key] { return client }
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: libraryConfiguration(key))
      state.clients[key] = client
      return client
    }
  }

  private func libraryConfiguration(_ key: ClientKey) -> HTTPClient.Configuration {
    var library = HTTPClient.Configuration()
    // A redirect followed would carry our signature elsewhere.
    library.redirectConfiguration = .disallow
    library.httpVersion = .http1Only
    library.timeout.connect = TimeAmount(key.connect)
    library.timeout.read = TimeAmount(key.read)
    library.timeout.write = TimeAmount(key.read)
    library.connectionPool.retryConnectionEstablishment = false
    library.connectionPool.idleTimeout = TimeAmount(configuration.idleTimeout)
    library.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.connectionsPerHost
    return library
  }
}
