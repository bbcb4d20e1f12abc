import AWSCore
import Foundation
import Testing

@Suite("AWS's clock")
struct AWSClockTests {
  static let date = "Thu, 26 Nov 2026 00:21:57 GMT"
  static let told = [HTTPHeader("X-Amzn-RequestId", "req-1"), HTTPHeader("Date", date)]
  /// The time of a machine that is an hour ahead of it.
  static let wrong = Date(timeIntervalSince1970: 1_795_656_117)

  static func client(_ transport: FakeTransport, _ clock: AWSClock) -> QueryClient {
    QueryClient(
      service: "ec2", region: "eu-west-1", endpoint: URL(string: "https://ec2.eu-west-1.amazonaws.com/")!,
      credentials: FixedCredentials(), transport: transport, clock: clock)
  }

  static func dates(_ transport: FakeTransport) -> [String] {
    transport.requests.compactMap { $0.headers.first(named: "x-amz-date") }
  }

  @Test func isTheMachinesUntilAnAnswerTellsIt() async throws {
    let transport = FakeTransport(headers: Self.told, body: "<x/>")
    let client = Self.client(transport, AWSClock(wall: { Self.wrong }))
    _ = try await client.call(QueryClientTests.query)
    _ = try await client.call(QueryClientTests.query)
    let dates = Self.dates(transport)
    #expect(dates[0] == SigV4.timestamp(Self.wrong))
    #expect(dates[1].hasPrefix("20261126T0021") || dates[1].hasPrefix("20261126T0022"), "\(dates)")
  }

  /// A proxy's page and a date that is none.
  @Test(arguments: [
    [HTTPHeader("Date", date)], [HTTPHeader("X-Amzn-RequestId", "req-1"), HTTPHeader("Date", "yesterday")],
  ])
  func isToldByAWSAlone(_ headers: [HTTPHeader]) async throws {
    let transport = FakeTransport(headers: headers, body: "<x/>")
    let client = Self.client(transport, AWSClock(wall: { Self.wrong }))
    _ = try await client.call(QueryClientTests.query)
    _ = try await client.call(QueryClientTests.query)
    #expect(Set(Self.dates(transport)) == [SigV4.timestamp(Self.wrong)])
  }

  /// A refusal for the date tells the right one, and did nothing: the call is signed once more, and only once.
  @Test func aCallThatIsRefusedForItsDateIsSignedOnceMore() async throws {
    let refusal = """
      <ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature not yet current: 20261126T012157Z is \
      still later than 20261126T003657Z</Message></Error></ErrorResponse>
      """
    let transport = FakeTransport { request throws(HTTPTransportError) in
      let isRight = request.headers.first(named: "x-amz-date")?.hasPrefix("20261126T002") == true
      return HTTPResponse(
        status: isRight ? 200 : 403, headers: Self.told, body: Array((isRight ? "<x/>" : refusal).utf8))
    }
    let client = Self.client(transport, AWSClock(wall: { Self.wrong }))
    _ = try await client.call(QueryClientTests.query)
    #expect(transport.requests.count == 2)

    let deaf = FakeTransport(status: 403, headers: Self.told, body: refusal)
    await #expect(throws: AWSError.self) { try await Self.client(deaf, AWSClock()).call(QueryClientTests.query) }
    #expect(deaf.requests.count == 2)
  }
}
