import AWSCore
import Foundation
import Testing

@testable import EC2Simulator

/// STS: who somebody is, and temporary keys for roles.
@Suite struct IdentityTests {
  private static let role = "arn:aws:iam::222222222222:role/team/worker"

  private func sts(_ caller: inout TestCaller, _ action: String, _ parameters: [String: String] = [:]) -> Reply {
    caller.handle(caller.request(action, parameters, service: "sts", version: "2011-06-15"))
  }

  private func assume(_ caller: inout TestCaller, _ more: [String: String] = [:]) -> Reply {
    sts(&caller, "AssumeRole", ["RoleArn": Self.role, "RoleSessionName": "night"].merging(more) { $1 })
  }

  private func use(_ reply: Reply, in caller: inout TestCaller) throws {
    caller.credentials = AWSCredentials(
      accessKeyID: try #require(reply["AccessKeyId"]), secretAccessKey: try #require(reply["SecretAccessKey"]),
      sessionToken: reply["SessionToken"])
  }

  @Test func aRolesKeySignsInTheRolesAccountUntilItExpires() throws {
    var caller = TestCaller()
    let reply = assume(&caller)
    #expect(reply["Arn"] == "arn:aws:sts::222222222222:assumed-role/worker/night")
    #expect(reply["Expiration"] == "2027-01-15T09:00:00Z")
    #expect(reply["AccessKeyId"]?.hasPrefix("ASIA") == true)
    try use(reply, in: &caller)
    let identity = sts(&caller, "GetCallerIdentity")
    #expect(identity["Account"] == "222222222222")
    #expect(identity["Arn"] == "arn:aws:sts::222222222222:assumed-role/worker/night")
    #expect(identity["UserId"]?.hasSuffix(":night") == true)
    #expect(caller.run()["ownerId"] == "222222222222")
    caller.turn(.seconds(3_599))
    #expect(caller.call("DescribeInstances").instanceIDs.count == 1)
    caller.turn(.seconds(1))
    let late = caller.call("DescribeInstances")
    #expect(late.status == 400)
    #expect(late.code == "RequestExpired")
    #expect(sts(&caller, "GetCallerIdentity").code == "ExpiredToken")
  }

  @Test func aTemporaryKeyIsNothingWithoutItsToken() throws {
    var caller = TestCaller()
    try use(assume(&caller), in: &caller)
    caller.credentials.sessionToken = nil
    #expect(caller.call("DescribeInstances").code == "AuthFailure")
    caller.credentials.sessionToken = "another"
    #expect(caller.call("DescribeInstances").code == "AuthFailure")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let change: [String: String]
    let code: String?
    var testDescription: String { "\(change) \(code ?? "")" }
  }

  @Test(arguments: [
    Case(change: ["DurationSeconds": "900"], code: nil), Case(change: ["DurationSeconds": "43200"], code: nil),
    Case(change: ["DurationSeconds": "899"], code: "ValidationError"),
    Case(change: ["DurationSeconds": "43201"], code: "ValidationError"),
    Case(change: ["RoleArn": "worker"], code: "ValidationError"),
    Case(change: ["RoleArn": ""], code: "ValidationError"),
    Case(change: ["RoleSessionName": "a b"], code: "ValidationError"),
    Case(change: ["RoleSessionName": ""], code: "ValidationError"),
  ])
  func checksWhatIsAsked(_ it: Case) {
    var caller = TestCaller()
    #expect(assume(&caller, it.change).code == it.code)
  }

  @Test func aRoleHadByARoleLastsAnHourAtMost() throws {
    var caller = TestCaller()
    try use(assume(&caller), in: &caller)
    #expect(assume(&caller, ["DurationSeconds": "3601"]).code == "ValidationError")
    #expect(assume(&caller, ["DurationSeconds": "3600"]).status == 200)
  }

  @Test func onlyNamedRolesCanBeHadAndOnlyWithTheirExternalID() {
    var configuration = SimulatorConfiguration()
    configuration.roles = [RoleSetting(arn: Self.role, externalID: "42")]
    var caller = TestCaller(configuration)
    #expect(assume(&caller, ["ExternalId": "42"]).status == 200)
    for change in [[:], ["ExternalId": "43"], ["RoleArn": "arn:aws:iam::222222222222:role/other"]] {
      let refused = assume(&caller, change)
      #expect(refused.status == 403)
      #expect(refused.code == "AccessDenied")
      #expect(refused.message?.contains("is not authorized to perform: sts:AssumeRole on resource: arn:aws:") == true)
    }
  }

  private func token(_ claims: String) -> String {
    let payload = Data(claims.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-")
      .replacing("/", with: "_")
    return "e30.\(payload).c2ln"
  }

  private func assumeByToken(_ caller: inout TestCaller, _ token: String) -> Reply {
    var request = caller.request(
      "AssumeRoleWithWebIdentity",
      ["RoleArn": Self.role, "RoleSessionName": "pod", "WebIdentityToken": token], service: "sts",
      version: "2011-06-15")
    request.headers.removeAll { $0.name == "Authorization" }
    return caller.handle(request)
  }

  @Test func aWebIdentityNeedsNoKey() throws {
    var caller = TestCaller()
    let reply = assumeByToken(&caller, token(#"{"sub": "system:pod", "iss": "https://oidc", "exp": 1900000000}"#))
    #expect(reply["SubjectFromWebIdentityToken"] == "system:pod")
    #expect(reply["Provider"] == "https://oidc")
    try use(reply, in: &caller)
    #expect(sts(&caller, "GetCallerIdentity")["Account"] == "222222222222")
  }

  @Test func aWebIdentityMustBeAJWTThatHolds() {
    var caller = TestCaller()
    #expect(assumeByToken(&caller, "opaque").code == "InvalidIdentityToken")
    #expect(assumeByToken(&caller, "a.b.c").code == "InvalidIdentityToken")
    #expect(assumeByToken(&caller, token(#"{"exp": 1800000000}"#)).code == "ExpiredTokenException")
  }

  @Test func noTwoKeysAreAlike() {
    var caller = TestCaller()
    let replies = (0..<20).map { _ in assume(&caller) }
    #expect(Set(replies.compactMap { $0["AccessKeyId"] }).count == 20)
    #expect(Set(replies.compactMap { $0["SessionToken"] }).count == 20)
  }

  @Test func secretsStayOutOfTheLog() throws {
    var caller = TestCaller()
    let reply = assume(&caller)
    let lines = try caller.core.log.records.map { String(decoding: try SimulatorJSON.line($0), as: UTF8.self) }
    for secret in ["SecretAccessKey", "SessionToken"] {
      let value = try #require(reply[secret])
      #expect(!lines.joined().contains(value))
    }
  }
}
