import AWSCore
import Foundation
import LoopbackTesting
import Testing

/// The real transport against sockets that misbehave.
struct AsyncHTTPTransportTests {
  static let patient = HTTPTimeouts(connect: .seconds(10), read: .seconds(20), total: .seconds(30))

  static func post(_ url: URL) -> HTTPRequest {
    HTTPRequest(method: "POST", url: url, headers: [HTTPHeader("X-One", "1")], body: Array("Action=X".utf8))
  }

  /// Runs the body with a transport and closes it after.
  static func withTransport<Result: Sendable>(
    maximumBody: Int = 1024, _ body: (AsyncHTTPTransport) async throws -> Result
  ) async throws -> Result {
    let transport = AsyncHTTPTransport(.init(maximumBody: maximumBody))
    do {
      let result = try await body(transport)
      await transport.shutdown()
      return result
    } catch {
      await transport.shutdown()
      throw error
    }
  }

  /// The kind of error that one request ends with; nil for an answer.
  static func outcome(
    _ url: URL, timeouts: HTTPTimeouts = patient, transport: AsyncHTTPTransport
  ) async -> HTTPTransportError.Kind? {
    do {
      _ = try await transport.send(post(url), timeouts: timeouts)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func exchangesBytesAndReusesTheConnection() async throws {
    let server = LoopbackServer { connection in
      while connection.readRequest() != nil { connection.answer("<ok/>", headers: "X-Two: 2\r\n") }
    }
    try await Self.withTransport { transport in
      for _ in 0..<3 {
        let response = try await transport.send(Self.post(server.url), timeouts: Self.patient)
        #expect(response.status == 200)
        #expect(response.body == Array("<ok/>".utf8))
        #expect(response.headers.first(named: "x-two") == "2")
      }
    }
    #expect(server.connections == 1)
    #expect(server.requests.count == 3)
    #expect(server.requests.first?.hasPrefix("POST / HTTP/1.1\r\n") == true)
    #expect(server.requests.first?.contains("X-One: 1\r\n") == true)
    #expect(server.requests.first?.hasSuffix("\r\n\r\nAction=X") == true)
  }

  @Test func aRefusedConnectionIsNotSent() async throws {
    let refusing = RefusingPort()
    let url = try #require(URL(string: "http://127.0.0.1:\(refusing.port)/"))
    try await Self.withTransport { transport in
      let error = await #expect(throws: HTTPTransportError.self) {
        try await transport.send(Self.post(url), timeouts: Self.patient)
      }
      #expect(error?.kind == .notSent)
      #expect(error?.message.hasPrefix("cannot connect to 127.0.0.1: ") == true)
      #expect(error?.message.contains("refused") == true)
    }
    withExtendedLifetime(refusing) {}
  }

  @Test func aNameThatDoesNotResolveIsNotSent() async throws {
    let url = try #require(URL(string: "http://geuse-test.invalid/"))
    try await Self.withTransport { transport in
      #expect(await Self.outcome(url, transport: transport) == .notSent)
    }
  }

  @Test func aFailedHandshakeIsNotSent() async throws {
    let server = LoopbackServer { connection in
      connection.write("220 this is not TLS\r\n")
      connection.waitForClose()
    }
    let url = try #require(URL(string: "https://127.0.0.1:\(server.port)/"))
    try await Self.withTransport { transport in
      #expect(await Self.outcome(url, transport: transport) == .notSent)
    }
  }

  @Test(arguments: [true, false])
  func aConnectionDroppedAfterTheRequestIsInterruptedAndNotSentAgain(_ resets: Bool) async throws {
    let server = LoopbackServer { connection in
      connection.readRequest()
      if resets { connection.resetOnClose() }
    }
    try await Self.withTransport { transport in
      #expect(await Self.outcome(server.url, transport: transport) == .interrupted)
    }
    #expect(server.requests.count == 1)
    #expect(server.connections == 1)
  }

  @Test func aKeptConnectionDroppedByThePeerIsInterruptedAndNotSentAgain() async throws {
    let server = LoopbackServer { connection in
      connection.readRequest()
      connection.answer("first")
      connection.readRequest()
    }
    try await Self.withTransport { transport in
      #expect(await Self.outcome(server.url, transport: transport) == nil)
      #expect(await Self.outcome(server.url, transport: transport) == .interrupted)
    }
    #expect(server.requests.count == 2)
    #expect(server.connections == 1)
  }

  @Test func aConnectionDroppedBeforeTheRequestIsReadMayHaveTakenEffect() async throws {
    let server = LoopbackServer { $0.resetOnClose() }
    try await Self.withTransport { transport in
      #expect(await Self.outcome(server.url, transport: transport) == .interrupted)
    }
  }

  @Test func silenceIsInterruptedAndItsConnectionNotUsedAgain() async throws {
    let server = LoopbackServer { connection in
      if connection.readRequest()?.contains("/silent") == true {
        connection.waitForClose()
      } else {
        connection.answer("ok")
      }
    }
    try await Self.withTransport { transport in
      let impatient = HTTPTimeouts(connect: .seconds(10), read: .milliseconds(50), total: .seconds(30))
      let silent = server.url.appending(path: "silent")
      #expect(await Self.outcome(silent, timeouts: impatient, transport: transport) == .interrupted)
      #expect(await Self.outcome(server.url, timeouts: impatient, transport: transport) == nil)
    }
    #expect(server.connections == 2)
    #expect(server.requests.count == 2)
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart"])
  func theWholeCallIsBounded(_ beginning: String) async throws {
    let server = LoopbackServer { connection in
      connection.readRequest()
      connection.write(beginning)
      connection.waitForClose()
    }
    let bounded = HTTPTimeouts(connect: .seconds(10), read: .seconds(20), total: .milliseconds(200))
    try await Self.withTransport { transport in
      #expect(await Self.outcome(server.url, timeouts: bounded, transport: transport) == .interrupted)
    }
  }

  @Test(
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Partial>", "HTTP/1.1 200 OK\r\nContent-Len",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<Partial>\r\n", "complete nonsense\r\n\r\n",
    ])
  func aTruncatedAnswerIsInterrupted(_ answer: String) async throws {
    let server = LoopbackServer { connection in
      connection.readRequest()
      connection.write(answer)
    }
    try await Self.withTransport { transport in
      #expect(await Self.outcome(server.url, transport: transport) == .interrupted)
    }
  }

  @Test func aRedirectIsAnAnswer() async throws {
    let server = LoopbackServer { connection in
      while connection.readRequest() != nil {
        connection.answer("", status: "307 Temporary Redirect", headers: "Location: /elsewhere\r\n")
      }
    }
    try await Self.withTransport { transport in
      let response = try await transport.send(Self.post(server.url), timeouts: Self.patient)
      #expect(response.status == 307)
    }
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [true, false])
  func aBodyBeyondTheLimitIsNotRead(_ isAnnounced: Bool) async throws {
    let server = LoopbackServer { connection in
      connection.readRequest()
      if isAnnounced {
        connection.answer(String(repeating: "x", count: 1025))
      } else {
        connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<5 { connection.write("100\r\n" + String(repeating: "x", count: 256) + "\r\n") }
      }
      connection.waitForClose()
    }
    try await Self.withTransport(maximumBody: 1024) { transport in
      let error = await #expect(throws: HTTPTransportError.self) {
        try await transport.send(Self.post(server.url), timeouts: Self.patient)
      }
      #expect(error?.kind == .tooLarge)
    }
  }

  @Test func aBodyOfJustTheLimitIsRead() async throws {
    let server = LoopbackServer { connection in
      connection.readRequest()
      connection.answer(String(repeating: "x", count: 1024))
    }
    try await Self.withTransport(maximumBody: 1024) { transport in
      let response = try await transport.send(Self.post(server.url), timeouts: Self.patient)
      #expect(response.body.count == 1024)
    }
  }

  @Test func aCancelledCallIsInterrupted() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let server = LoopbackServer { connection in
      connection.readRequest()
      arrived.yield()
      connection.waitForClose()
    }
    try await Self.withTransport { transport in
      let call = Task { await Self.outcome(server.url, transport: transport) }
      for await _ in arrivals { break }
      call.cancel()
      #expect(await call.value == .interrupted)
    }
  }

  @Test func afterShutdownNothingIsSent() async throws {
    let server = LoopbackServer { $0.waitForClose() }
    let transport = AsyncHTTPTransport()
    await transport.shutdown()
    #expect(await Self.outcome(server.url, transport: transport) == .notSent)
    await transport.shutdown()
    #expect(server.connections == 0)
  }
}
