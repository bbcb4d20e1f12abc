import AWSCore
import Foundation
import Testing

struct JSONClientTests {
  struct Answer: Decodable, Equatable {
    let value: String
  }

  static func call(_ network: FakeTransport, credentials: FixedCredentials = FixedCredentials()) async throws -> Answer
  {
    let client = JSONClient(
      service: "ssm", region: "eu-west-1", endpoint: try #require(URL(string: "https://ssm.eu-west-1.amazonaws.com/")),
      credentials: credentials, transport: network,
      clock: AWSClock(wall: { Date(timeIntervalSince1970: 1_780_000_000) }))
    return try await client.call(
      "GetParameter", target: "AmazonSSM", body: Array(#"{"Name":"/a"}"#.utf8), answer: Answer.self)
  }

  @Test func aCallIsSignedAndNamesItsTarget() async throws {
    let network = FakeTransport(body: #"{"value": "x"}"#)
    #expect(try await Self.call(network) == Answer(value: "x"))
    let request = try #require(network.requests.first)
    #expect(request.method == "POST")
    #expect(request.headers.first(named: "content-type") == "application/x-amz-json-1.1")
    #expect(request.headers.first(named: "x-amz-target") == "AmazonSSM.GetParameter")
    let authorization = request.headers.first(named: "authorization") ?? ""
    #expect(authorization.contains("/20260528/eu-west-1/ssm/aws4_request"))
    #expect(authorization.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-target,"))
  }

  static let refusals: [(headers: [HTTPHeader], body: String, code: String, message: String)] = [
    ([], #"{"__type": "ParameterNotFound", "message": "gone"}"#, "ParameterNotFound", "gone"),
    ([], #"{"__type": "com.amazonaws.ssm#AccessDeniedException", "Message": "no"}"#, "AccessDeniedException", "no"),
    ([HTTPHeader("x-amzn-ErrorType", "ThrottlingException:http://x/")], "{}", "ThrottlingException", ""),
    ([], #"{"code": "Odd", "message": null}"#, "Odd", ""),
  ]

  @Test(arguments: refusals)
  func aRefusalHasItsCode(_ headers: [HTTPHeader], _ body: String, _ code: String, _ message: String) async throws {
    let network = FakeTransport(
      status: 400, headers: headers + [HTTPHeader("x-amzn-RequestId", "r-1")], body: body)
    let error = await #expect(throws: AWSError.self) { try await Self.call(network) }
    #expect(
      error
        == AWSError(
          action: "GetParameter", origin: .envelope, code: code, message: message, requestID: "r-1", status: 400,
          region: "eu-west-1"))
  }

  @Test(arguments: [
    (200, "{}"), (200, ""), (200, "<html/>"), (400, "{}"), (400, "<html/>"), (500, ""), (302, #"{"__type": "X"}"#),
    (400, #"{"__type": "X""#), (400, #"{"__type": ""}"#),
  ])
  func whatIsNoAnswerProvesNothing(_ status: Int, _ body: String) async throws {
    let error = await #expect(throws: AWSError.self) { try await Self.call(FakeTransport(status: status, body: body)) }
    #expect(error?.origin == .unrecognized)
    #expect(error?.status == status)
  }

  @Test func withoutCredentialsNothingIsSent() async throws {
    let network = FakeTransport(body: "{}")
    let none = FixedCredentials(result: .failure(CredentialError(.broken, code: "AccessDenied", "no role")))
    let error = await #expect(throws: AWSError.self) { try await Self.call(network, credentials: none) }
    #expect(error?.origin == .credentials)
    #expect(error?.code == "AccessDenied")
    #expect(network.requests.isEmpty)
  }
}
