import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// The real network, over async-http-client.
///
/// Connections are kept and reused while they are healthy; one whose exchange failed or timed out is closed.
/// Nothing is retried, not even a refused connection: who calls decides. Call `shutdown()` before letting go of it.
package final class AsyncHTTPTransport: HTTPTransport {
  /// What holds for every connection.
  package struct Configuration: Sendable {
    /// Connections to one host at the same time; further requests queue for one within the connect time-out.
    package var connectionsPerHost: Int
    /// How long an unused connection is kept. Shorter than AWS keeps it, so that we close first and a request does
    /// not race with the peer's close.
    package var idleTimeout: Duration
    /// The longest body that is read, in bytes.
    package var maximumBody: Int
    package var proxies: ProxySettings
    /// Nil for the system's.
    package var trustRoots: TrustRoots?

    package init(
      connectionsPerHost: Int = 64, idleTimeout: Duration = .seconds(15), maximumBody: Int = 16 * 1024 * 1024,
      proxies: ProxySettings = .none, trustRoots: TrustRoots? = nil
    ) {
      self.connectionsPerHost = connectionsPerHost
      self.idleTimeout = idleTimeout
      self.maximumBody = maximumBody
      self.proxies = proxies
      self.trustRoots = trustRoots
    }
  }

  /// The library fixes these when a client is made, so there is one client for each set in use.
  private struct ClientKey: Hashable {
    var connect: Duration
    var read: Duration
    var proxy: HTTPProxy?
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
    let proxy = configuration.proxies.proxy(for: request.url)
    guard let client = client(for: ClientKey(connect: timeouts.connect, read: timeouts.read, proxy: proxy)) else {
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
      let host = request.url.host() ?? "?"
      throw HTTPTransportError(
        error, headWasSent: exchange.headWasSent, host: proxy.map { "\(host) through the proxy \($0)" } ?? host)
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

  private func client(for key: ClientKey) -> HTTPClient? {
    state.withLock { state in
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
    if let roots = configuration.trustRoots {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .certificates(roots.certificates)
      library.tlsConfiguration = tls
    }
    library.proxy = key.proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.user.map { .basic(username: $0, password: proxy.password ?? "") })
    }
    library.connectionPool.retryConnectionEstablishment = false
    library.connectionPool.idleTimeout = TimeAmount(configuration.idleTimeout)
    library.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.connectionsPerHost
    return library
  }
}
