import AWSCore
import Foundation
import Testing

struct QueryClientTests {
  static let query = EncodedQuery(action: "DescribeThings", version: "2016-11-15", parameters: [("Id.1", "secret-id")])

  static func client(_ transport: FakeTransport, _ provider: any CredentialProvider = FixedCredentials()) -> QueryClient
  {
    QueryClient(
      service: "ec2", region: "eu-west-1", endpoint: URL(string: "https://ec2.eu-west-1.amazonaws.com/")!,
      credentials: provider, transport: transport, userAgent: "geuse/1.2.3",
      clock: AWSClock(wall: { Date(timeIntervalSince1970: 1_780_000_000) }))
  }

  static func failure(of transport: FakeTransport) async throws -> AWSError {
    try #require(await #expect(throws: AWSError.self) { try await client(transport).call(query) })
  }

  @Test func signsTheStoredBytesAndSendsThemOnce() async throws {
    let transport = FakeTransport(headers: [HTTPHeader("X-Amzn-RequestId", "req-1")], body: "<x/>")
    let client = Self.client(transport)
    let signed = try await client.sign(Self.query)
    #expect(transport.requests.isEmpty)
    #expect(signed.signedAt == Date(timeIntervalSince1970: 1_780_000_000))
    #expect(signed.accessKeyID == "GEUSEKEY")
    let answer = try await client.send(signed)
    #expect(answer.requestID == "req-1")
    #expect(answer.body == Array("<x/>".utf8))
    let request = try #require(transport.requests.first)
    #expect(transport.requests.count == 1)
    #expect(request.method == "POST")
    #expect(request.body == Self.query.body)
    #expect(request.headers.first(named: "user-agent") == "geuse/1.2.3")
    #expect(request.headers.first(named: "content-type") == "application/x-www-form-urlencoded; charset=utf-8")
    #expect(request.headers.first(named: "authorization")?.contains("/eu-west-1/ec2/aws4_request") == true)
  }

  @Test func readsTheEnvelopeOfEC2() async throws {
    let error = try await Self.failure(
      of: FakeTransport(
        status: 500,
        body: """
          <?xml version="1.0" encoding="UTF-8"?>
          <Response>
            <Errors><Error><Code>InsufficientInstanceCapacity</Code><Message>None &amp; nothing.</Message></Error></Errors>
            <RequestID>11-22</RequestID>
          </Response>
          """))
    #expect(
      error
        == AWSError(
          action: "DescribeThings", origin: .envelope, code: "InsufficientInstanceCapacity", message: "None & nothing.",
          requestID: "11-22", status: 500, region: "eu-west-1"))
  }

  @Test func readsTheEnvelopeOfSTS() async throws {
    let error = try await Self.failure(
      of: FakeTransport(
        status: 403,
        body: """
          <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>ExpiredToken</Code>\
          <Message>old</Message></Error><RequestId>33</RequestId></ErrorResponse>
          """))
    #expect(error.origin == .envelope)
    #expect(error.code == "ExpiredToken")
    #expect(error.requestID == "33")
  }

  @Test(
    arguments: [
      "<Response><Errors><Error><Code>X</Code><Message/></Error></Errors></Response>",
      "<a:Response xmlns:a='urn:x'><a:Errors><a:Error><a:Code>X</a:Code></a:Error></a:Errors></a:Response>",
      "<ErrorResponse><Errors><Error><Code>X</Code></Error></Errors></ErrorResponse>",
      "<Response><New>1</New><Errors><Error><Odd/><Code>X</Code><Message></Message></Error></Errors></Response>",
    ])
  func envelopesMayBeOdd(_ body: String) async throws {
    let error = try await Self.failure(of: FakeTransport(status: 400, body: body))
    #expect(error.origin == .envelope)
    #expect(error.code == "X")
    #expect(error.message == "")
  }

  static let whole = "<Response><Errors><Error><Code>X</Code><Message>m</Message></Error></Errors></Response>"

  @Test(
    arguments: [
      (503, "<html><body><h1>503 Service Unavailable</h1></body></html>"), (503, ""), (400, String(whole.dropLast(3))),
      (400, "<Response><Errors/></Response>"), (400, "<Response><Errors><Error><Code/></Error></Errors></Response>"),
      (400, "{\"Code\":\"X\"}"), (400, "<!DOCTYPE x>" + whole), (502, "\u{0}\u{1}\u{7}garbage\u{1B}[31m"), (301, whole),
      (302, ""), (400, "<Other><Errors><Error><Code>X</Code></Error></Errors></Other>"), (403, whole + whole),
      (500, whole + "<!-- cut"), (503, "<?php?>" + whole), (503, whole + "<?crash?>"),
    ] as [(Int, String)])
  func whatIsNoEnvelopeIsUnrecognized(_ status: Int, _ body: String) async throws {
    let error = try await Self.failure(of: FakeTransport(status: status, body: body))
    #expect(error.origin == .unrecognized)
    #expect(error.code == "HTTP\(status)")
    #expect(error.status == status)
    #expect(!error.message.unicodeScalars.contains { $0.properties.generalCategory == .control })
  }

  @Test func anOddBodyIsShownInPartOnly() async throws {
    let error = try await Self.failure(of: FakeTransport(status: 502, body: String(repeating: "word ", count: 1000)))
    #expect(error.message.contains("word word"))
    #expect(error.message.count < 300)
  }

  @Test(
    arguments: [
      (HTTPTransportError.Kind.notSent, AWSError.Origin.notSent, "ConnectionFailed"),
      (.interrupted, .interrupted, "ConnectionInterrupted"), (.tooLarge, .unrecognized, "AnswerTooLarge"),
    ])
  func transportErrorsKeepTheirMeaning(
    _ kind: HTTPTransportError.Kind, _ origin: AWSError.Origin, _ code: String
  ) async throws {
    let transport = FakeTransport { _ throws(HTTPTransportError) in throw HTTPTransportError(kind: kind, message: "why")
    }
    let error = try await Self.failure(of: transport)
    #expect(error.origin == origin)
    #expect(error.code == code)
    #expect(error.message == "why")
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: [(CredentialError.Kind.absent, "NoCredentials"), (.broken, "CredentialsUnavailable")])
  func withoutCredentialsNothingIsSent(_ kind: CredentialError.Kind, _ code: String) async throws {
    let transport = FakeTransport(body: "")
    let client = Self.client(transport, FixedCredentials(result: .failure(CredentialError(kind, "none here"))))
    let error = try #require(await #expect(throws: AWSError.self) { try await client.call(Self.query) })
    #expect(error.origin == .credentials)
    #expect(error.code == code)
    #expect(error.message == "none here")
    #expect(transport.requests.isEmpty)
  }

  @Test func aRefusedTokenIsNotRetried() async throws {
    let transport = FakeTransport(
      status: 400, body: "<Response><Errors><Error><Code>ExpiredToken</Code></Error></Errors></Response>")
    _ = try await Self.failure(of: transport)
    #expect(transport.requests.count == 1)
  }
}
