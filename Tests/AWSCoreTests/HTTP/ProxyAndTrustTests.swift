import AWSCore
import Foundation
import LoopbackTesting
import Testing

/// Real proxies, real certificates.
struct ProxyAndTrustTests {
  static let timeouts = HTTPTimeouts(connect: .seconds(10), read: .seconds(20), total: .seconds(30))

  /// What one request ends with, over the transport that those variables make.
  static func ask(
    _ url: String, _ variables: [String: String], config: String = ""
  ) async throws -> Result<String, HTTPTransportError> {
    let environment = AWSEnvironment(variables: variables.merging(["HOME": "/nowhere"]) { own, _ in own }) { path in
      path == "/nowhere/.aws/config" ? Data(config.utf8) : try AWSEnvironment.process.readFile(path)
    }
    let transport = AsyncHTTPTransport(try AWSSettings(environment: environment).transportConfiguration())
    let request = HTTPRequest(method: "POST", url: try #require(URL(string: url)), body: Array("Action=X".utf8))
    let result: Result<String, HTTPTransportError>
    do {
      result = .success(String(decoding: try await transport.send(request, timeouts: timeouts).body, as: UTF8.self))
    } catch {
      result = .failure(error)
    }
    await transport.shutdown()
    return result
  }

  @Test func aServerIsTrustedOnlyThroughItsOwnAuthority() async throws {
    let server = try await TLSServer()
    let url = "https://localhost:\(server.port)/"
    #expect(try await Self.ask(url, ["AWS_CA_BUNDLE": server.authority]) == .success("<ok/>"))
    let config = "[default]\nca_bundle = \(server.authority)"
    #expect(try await Self.ask(url, [:], config: config) == .success("<ok/>"))
    let other = try await TLSServer()
    for variables in [[:], ["AWS_CA_BUNDLE": other.authority]] {
      guard case .failure(let error) = try await Self.ask(url, variables) else {
        Issue.record("an unknown authority was believed")
        continue
      }
      #expect(error.kind == .notSent)
      #expect(error.message.hasPrefix("cannot connect to localhost: the TLS handshake failed") == true)
    }
    // The certificate names localhost, not the address.
    guard
      case .failure(let error) = try await Self.ask(
        "https://127.0.0.1:\(server.port)/", ["AWS_CA_BUNDLE": server.authority])
    else { return #expect(Bool(false), "a certificate for another name was believed") }
    #expect(error.kind == .notSent)
    try await other.stop()
    try await server.stop()
  }

  @Test func aCallIsTunnelledWithItsPassword() async throws {
    let server = try await TLSServer()
    let proxy = LoopbackProxy(basic: "me:p/w")
    let url = "https://ec2.example:\(server.port)/"
    let trust = ["AWS_CA_BUNDLE": server.authority]
    let right = trust.merging(["HTTPS_PROXY": "http://me:p%2Fw@127.0.0.1:\(proxy.port)"]) { $1 }
    #expect(try await Self.ask(url, right) == .success("<ok/>"))
    #expect(proxy.requests.count == 1)
    // Nothing but the tunnel's end is told to the proxy.
    #expect(proxy.requests.first?.hasPrefix("CONNECT ec2.example:\(server.port) HTTP/1.1\r\n") == true)

    let wrong = trust.merging(["https_proxy": "http://me:hunter2@127.0.0.1:\(proxy.port)"]) { $1 }
    guard case .failure(let error) = try await Self.ask(url, wrong) else {
      return #expect(Bool(false), "a wrong password was let through")
    }
    #expect(error.kind == .notSent)
    #expect(
      error.message.hasPrefix(
        "cannot connect to ec2.example through the proxy 127.0.0.1:\(proxy.port): the proxy refused"))
    #expect(!error.message.contains("hunter2"))

    // Off the proxy, the name does not resolve.
    let around = right.merging(["NO_PROXY": ".example"]) { $1 }
    guard case .failure(let direct) = try await Self.ask(url, around) else {
      return #expect(Bool(false), "NO_PROXY was not heeded")
    }
    #expect(!direct.message.contains("proxy"))
    #expect(proxy.requests.count == 2)
    try await server.stop()
  }

  @Test func thisMachineIsNeverReachedThroughAProxy() async throws {
    let proxy = LoopbackProxy()
    let server = LoopbackServer { connection in
      while connection.readRequest() != nil { connection.answer("near") }
    }
    let variables = ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"]
    #expect(try await Self.ask(server.url.absoluteString, variables) == .success("near"))
    #expect(proxy.requests.isEmpty)
  }

  @Test(
    arguments: [
      (nil, "AWS_CA_BUNDLE: there is no file /ca.pem"),
      ("", "AWS_CA_BUNDLE: /ca.pem holds no PEM certificates, or a broken one"),
      ("garbage", "holds no PEM certificates"),
      ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "or a broken one: expected -----BEGIN CERT"),
    ] as [(String?, String)])
  func aBundleThatIsNoneIsNamed(_ content: String?, _ complaint: String) throws {
    let settings = try AWSSettings(
      environment: .of(["AWS_CA_BUNDLE": "/ca.pem"], files: ["/ca.pem": content].compactMapValues(\.self)))
    let error = #expect(throws: ConfigurationError.self) { try settings.transportConfiguration() }
    #expect(error?.message.contains(complaint) == true, "\(error?.message ?? "-")")
  }

  @Test func theVariableComesBeforeTheProfile() throws {
    let settings = try AWSSettings(
      environment: .of(
        ["AWS_CA_BUNDLE": "/gone.pem"], files: ["/home/me/.aws/config": "[default]\nca_bundle = /other.pem"]))
    let error = #expect(throws: ConfigurationError.self) { try settings.transportConfiguration() }
    #expect(error?.message.contains("/gone.pem") == true)
  }
}
