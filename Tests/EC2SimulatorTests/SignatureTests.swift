import AWSCore
import Foundation
import Testing

@testable import EC2Simulator

@Suite struct SignatureTests {
  enum Damage: String, CaseIterable, Sendable {
    case none, unsigned, unknownKey, wrongSecret, bodyChanged, old, fromTheFuture, otherService, garbled, noSuchRegion
  }

  private func send(_ damage: Damage, service: String, to caller: inout TestCaller) -> Reply {
    if damage == .unknownKey { caller.credentials.accessKeyID = "AKIDNOBODY" }
    if damage == .wrongSecret { caller.credentials.secretAccessKey = "wrong" }
    if damage == .noSuchRegion { caller.region = "moon" }
    let offset: Double = damage == .old ? -901 : damage == .fromTheFuture ? 901 : 0
    let isSTS = service == "sts"
    var request = caller.request(
      isSTS ? "GetCallerIdentity" : "DescribeInstances", service: damage == .otherService ? "s3" : service,
      version: isSTS ? "2011-06-15" : "2016-11-15", signedAt: caller.now + offset)
    if damage == .unsigned { request.headers.removeAll { $0.name == "Authorization" } }
    if damage == .bodyChanged { request.body += Array("&DryRun=false".utf8) }
    if damage == .garbled {
      request.headers.removeAll { $0.name == "Authorization" }
      request.headers.append(HTTPHeader("Authorization", "AWS4-HMAC-SHA256 nonsense"))
    }
    return caller.handle(request)
  }

  @Test(
    arguments: zip(
      Damage.allCases,
      [
        nil, "AuthFailure", "AuthFailure", "AuthFailure", "AuthFailure", "RequestExpired", "RequestExpired",
        "AuthFailure", "AuthFailure", "AuthFailure",
      ]))
  func ofEC2(damage: Damage, code: String?) {
    var caller = TestCaller()
    let reply = send(damage, service: "ec2", to: &caller)
    #expect(reply.code == code)
    #expect(reply.status == (code == nil ? 200 : code == "RequestExpired" ? 400 : 401))
    if code == nil {
      #expect(reply["requestId"] != nil)
    } else {
      #expect(reply.body.contains("<Response><Errors><Error><Code>"))
      #expect(reply["RequestID"] != nil)
    }
  }

  @Test(
    arguments: zip(
      Damage.allCases,
      [
        nil, "MissingAuthenticationToken", "InvalidClientTokenId", "SignatureDoesNotMatch", "SignatureDoesNotMatch",
        "SignatureDoesNotMatch", "SignatureDoesNotMatch", "SignatureDoesNotMatch", "SignatureDoesNotMatch",
        "SignatureDoesNotMatch",
      ]))
  func ofSTS(damage: Damage, code: String?) {
    var caller = TestCaller()
    let reply = send(damage, service: "sts", to: &caller)
    #expect(reply.code == code)
    #expect(reply.status == (code == nil ? 200 : 403))
    if code == nil {
      #expect(reply["Account"] == "000000000000")
    } else {
      #expect(reply.body.contains("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>"))
    }
  }

  @Test func refusedCallsAreLoggedWithTheKeyThatMadeThem() {
    var caller = TestCaller()
    _ = send(.unknownKey, service: "ec2", to: &caller)
    let record = caller.core.log.records[0]
    #expect(record.accessKeyID == "AKIDNOBODY")
    #expect(record.code == "AuthFailure")
    #expect(record.status == 401)
  }

  /// As of a rehearsal whose windows are short.
  @Test(arguments: [(-7.0, "RequestExpired"), (-6, nil), (6, nil), (7, "RequestExpired")])
  func theLifetimeIsASetting(_ offset: Double, code: String?) {
    var configuration = SimulatorConfiguration()
    configuration.signatureLifetime = .seconds(6)
    var caller = TestCaller(configuration)
    let request = caller.request("DescribeInstances", signedAt: caller.now + offset)
    #expect(caller.handle(request).code == code)
  }

  @Test(arguments: [(5, 1), (7, 0)])
  func aLateCallThatArrivesAfterItsSignatureHasExpiredDoesNothing(_ delay: Int, launched: Int) {
    var configuration = SimulatorConfiguration()
    configuration.signatureLifetime = .seconds(6)
    configuration.faults = [Fault(kind: .late, delay: .seconds(delay))]
    var caller = TestCaller(configuration)
    caller.run()
    caller.turn(.seconds(10))
    #expect(caller.core.snapshot(at: caller.now).instances.isEmpty)
    caller.call("DescribeInstances")
    #expect(caller.core.snapshot(at: caller.now).instances.count == launched)
    #expect(caller.core.log.records.first { $0.lateOf == 1 }?.code == (launched == 1 ? nil : "RequestExpired"))
  }
}
