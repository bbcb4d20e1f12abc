import AWSCore
import Foundation
import Testing

@testable import EC2Simulator

/// What a struck call does and what its caller gets.
@Suite struct FaultTests {
  private func caller(_ fault: Fault) -> TestCaller {
    var configuration = SimulatorConfiguration()
    configuration.faults = [fault]
    return TestCaller(configuration)
  }

  private func live(_ caller: TestCaller) -> Int { caller.core.snapshot(at: caller.now).instances.count }

  struct Case: Sendable, CustomTestStringConvertible {
    var fault: Fault
    let status: Int?
    var code: String?
    let launched: Int
    var testDescription: String { "\(fault.kind.rawValue) \(fault.takesEffect == true ? "after" : "")" }
  }

  private static func after(_ kind: Fault.Kind, code: String? = nil) -> Fault {
    var fault = Fault(kind: kind, code: code)
    fault.takesEffect = true
    return fault
  }

  @Test(arguments: [
    Case(fault: Fault(kind: .dropBefore), status: nil, launched: 0),
    Case(fault: Fault(kind: .dropAfter), status: nil, launched: 1),
    Case(fault: Fault(kind: .hang), status: nil, launched: 0), Case(fault: after(.hang), status: nil, launched: 1),
    Case(fault: Fault(kind: .late), status: nil, launched: 0),
    Case(fault: Fault(kind: .throttle), status: 503, code: "RequestLimitExceeded", launched: 0),
    Case(fault: Fault(kind: .internalError), status: 500, code: "InternalError", launched: 0),
    Case(fault: after(.internalError), status: 500, code: "InternalError", launched: 1),
    Case(fault: Fault(kind: .unavailable), status: 503, code: "Unavailable", launched: 0),
    Case(fault: Fault(kind: .html), status: 503, launched: 0), Case(fault: after(.html), status: 503, launched: 1),
    Case(
      fault: Fault(kind: .refuse, code: "UnauthorizedOperation"), status: 403, code: "UnauthorizedOperation",
      launched: 0),
    Case(fault: Fault(kind: .refuse, code: "NoSuchThing"), status: 400, code: "NoSuchThing", launched: 0),
    Case(
      fault: Fault(kind: .refuseThenLaunch), status: 500, code: "InsufficientInstanceCapacity", launched: 0),
    Case(fault: Fault(kind: .truncate), status: 200, launched: 1),
    Case(fault: Fault(kind: .garble), status: 200, launched: 1),
    Case(fault: Fault(kind: .slow), status: 200, launched: 1),
  ])
  func aLaunch(_ it: Case) {
    var caller = caller(it.fault)
    let reply = caller.run(["ClientToken": "t"])
    #expect(reply.status == it.status)
    #expect(reply.code == it.code)
    #expect(live(caller) == it.launched)
    let record = caller.core.log.records[0]
    #expect(record.fault == it.fault.kind)
    #expect(record.code == it.code)
    #expect(record.launched == it.launched)
    #expect(caller.core.log.counts.byFault == [it.fault.kind.rawValue: 1])
    #expect(caller.core.log.counts.dropped == (it.status == nil ? 1 : 0))
    // The same call again gives one instance, whatever became of the first.
    #expect(caller.run(["ClientToken": "t"]).instanceIDs.count == 1)
    #expect(live(caller) == 1)
    #expect(caller.core.snapshot(at: caller.now).doubles.isEmpty)
  }

  @Test(arguments: [
    (["SubnetId": StableIDs.subnet(zone: "us-east-1c")], "in the Availability Zone you requested (us-east-1c)"),
    ([:], "in zones with support for 'gp3' volumes"),
    (["InstanceMarketOptions.MarketType": "spot"], "There is no Spot capacity available that matches your request."),
  ])
  func capacityIsRefusedInTheFormThatFits(parameters: [String: String], words: String) {
    var caller = caller(Fault(kind: .refuse, code: "InsufficientInstanceCapacity"))
    let reply = caller.run(parameters)
    #expect(reply.status == 500)
    #expect(reply.message?.contains(words) == true)
  }

  @Test func aRefusalForCapacityBindsItsToken() {
    var caller = caller(Fault(kind: .refuse, code: "InsufficientInstanceCapacity"))
    caller.run(["ClientToken": "t"])
    #expect(caller.run(["ClientToken": "t", "InstanceType": "t3.large"]).code == "IdempotentParameterMismatch")
  }

  @Test func aThrottledCallBindsNothing() {
    var caller = caller(Fault(kind: .throttle))
    caller.run(["ClientToken": "t"])
    #expect(caller.run(["ClientToken": "t", "InstanceType": "t3.large"]).status == 200)
  }

  @Test func aRefusedTokenLaunchesWhenItIsSentAgainThoughThereIsNoCapacity() {
    var caller = caller(Fault(action: "RunInstances", kind: .refuseThenLaunch))
    #expect(caller.run(["ClientToken": "t"]).code == "InsufficientInstanceCapacity")
    caller.core.world.add(.closed(), at: caller.now)
    #expect(caller.run(["ClientToken": "u"]).code == "InsufficientInstanceCapacity")
    #expect(caller.run(["ClientToken": "t", "MaxCount": "2"]).code == "IdempotentParameterMismatch")
    let launched = caller.run(["ClientToken": "t"]).instanceIDs
    #expect(launched.count == 1)
    #expect(caller.run(["ClientToken": "t"]).instanceIDs == launched)
  }

  @Test func aLateCallTakesEffectAfterItsCallerHasGone() {
    var caller = caller(Fault(kind: .late, delay: .seconds(30)))
    #expect(caller.run(["ClientToken": "t"]).status == nil)
    caller.turn(.seconds(29))
    #expect(caller.call("DescribeInstances").instanceIDs.isEmpty)
    caller.turn(.seconds(1))
    #expect(caller.call("DescribeInstances").all("launchTime") == ["2027-01-15T08:00:30.000Z"])
    let late = caller.core.log.records[2]
    #expect(late.lateOf == 1)
    #expect(late.launched == 1)
    #expect(caller.core.log.counts.byAction["RunInstances"] == 1)
    #expect(caller.core.log.counts.launched == 1)
  }

  @Test(arguments: [(nil, 2), (1, 1), (0, 0), (9, 5)] as [(Int?, Int)])
  func aLookUpByTokenMayShowSomeOnly(shown: Int?, expected: Int) {
    var fault = Fault(kind: .partialView)
    fault.shown = shown
    var caller = caller(fault)
    caller.run(["ClientToken": "t", "MinCount": "5", "MaxCount": "5"])
    #expect(caller.call("DescribeInstances").instanceIDs.count == 5)
    let byToken = ["Filter.1.Name": "client-token", "Filter.1.Value.1": "t"]
    #expect(caller.call("DescribeInstances", byToken).instanceIDs.count == expected)
    #expect(caller.call("DescribeInstances", byToken).instanceIDs.count == 5)
  }

  @Test func aLookUpByTagMayShowSomeOnly() {
    var fault = Fault(kind: .partialView)
    fault.shown = 1
    var caller = caller(fault)
    caller.run([
      "MinCount": "5", "MaxCount": "5", "TagSpecification.1.ResourceType": "instance",
      "TagSpecification.1.Tag.1.Key": "k", "TagSpecification.1.Tag.1.Value": "v",
    ])
    let byTag = ["Filter.1.Name": "tag:k", "Filter.1.Value.1": "v"]
    #expect(caller.call("DescribeInstances", byTag).instanceIDs.count == 1)
    #expect(caller.call("DescribeInstances", byTag).instanceIDs.count == 5)
  }

  /// EC2 never refuses what has happened.
  @Test func aRefusalMaySpareTheReplayOfALaunch() {
    var fault = Fault(kind: .refuse, count: .max, code: "InsufficientInstanceCapacity")
    fault.unlessLaunched = true
    fault.skip = 1
    var caller = caller(fault)
    let first = caller.run(["ClientToken": "t"])
    #expect(first.status == 200)
    #expect(caller.run(["ClientToken": "t"]).instanceIDs == first.instanceIDs)
    #expect(caller.run(["ClientToken": "u"]).code == "InsufficientInstanceCapacity")
  }

  /// Lists lag behind by seconds, not for ever.
  @Test(arguments: [(1, 0), (2, 5)])
  func aLookUpByTokenMayHideWhatIsYoung(_ age: Int, expected: Int) {
    var fault = Fault(kind: .partialView)
    fault.shown = 0
    fault.youngerThan = .milliseconds(1_500)
    var caller = caller(fault)
    caller.run(["ClientToken": "t", "MinCount": "5", "MaxCount": "5"])
    caller.turn(.seconds(age))
    let byToken = ["Filter.1.Name": "client-token", "Filter.1.Value.1": "t"]
    #expect(caller.call("DescribeInstances", byToken).instanceIDs.count == expected)
  }

  @Test func aKeyMayAnswerForAnotherAccount() {
    var fault = Fault(kind: .otherAccount)
    fault.account = "999999999999"
    var caller = caller(fault)
    let request = caller.request("GetCallerIdentity", service: "sts", version: "2011-06-15")
    #expect(caller.handle(request)["Account"] == "999999999999")
    #expect(caller.handle(request)["Account"] == "000000000000")
  }

  @Test func eachAccountHasAWorldOfItsOwn() {
    var configuration = SimulatorConfiguration()
    configuration.accessKeys["OTHER"] = "secret"
    configuration.accounts["OTHER"] = "111111111111"
    var caller = TestCaller(configuration)
    let mine = caller.run(["ClientToken": "t"]).instanceIDs
    caller.credentials.accessKeyID = "OTHER"
    caller.credentials.secretAccessKey = "secret"
    #expect(caller.call("DescribeInstances", ["InstanceId.1": mine[0]]).code == "InvalidInstanceID.NotFound")
    #expect(caller.run(["ClientToken": "t"])["ownerId"] == "111111111111")
    #expect(caller.core.snapshot(at: caller.now).instances.map(\.account) == ["000000000000", "111111111111"])
  }

  @Test func anAnswerOfOnesOwn() {
    var fault = Fault(kind: .answer)
    fault.status = 418
    fault.contentType = "text/plain"
    fault.body = "short and stout"
    fault.repeats = 3
    var caller = caller(fault)
    let outcome = caller.core.handle(caller.request("DescribeInstances"), at: caller.now).outcome
    #expect(
      outcome
        == .answer(
          Answer(status: 418, contentType: "text/plain", body: String(repeating: "short and stout", count: 3))))
  }

  @Test(arguments: [0, 0.1, 0.5, 0.9, 1])
  func aTruncatedAnswerBreaksOffOrLooksWhole(fraction: Double) throws {
    for endsCleanly in [false, true] {
      var fault = Fault(kind: .truncate)
      fault.fraction = fraction
      fault.endsCleanly = endsCleanly
      var caller = caller(fault)
      let outcome = caller.core.handle(caller.request("DescribeAvailabilityZones"), at: caller.now).outcome
      let answer = try #require(outcome.answer)
      let whole = caller.core.handle(caller.request("DescribeAvailabilityZones"), at: caller.now).outcome.answer
      let length = Int(Double(whole?.bytes.count ?? 0) * fraction)
      #expect(answer.bytes.count == (endsCleanly ? length : whole?.bytes.count))
      #expect(outcome.cut == (endsCleanly ? nil : length))
    }
  }

  @Test func garblingChangesBytesAndKeepsTheLength() throws {
    var caller = caller(Fault(kind: .garble))
    let request = caller.request("DescribeAvailabilityZones")
    let garbled = try #require(caller.core.handle(request, at: caller.now).outcome.answer)
    let whole = try #require(caller.core.handle(request, at: caller.now).outcome.answer)
    #expect(garbled.bytes.count == whole.bytes.count)
    let changed = zip(garbled.bytes, whole.bytes).count { $0 != $1 }
    #expect(changed >= whole.bytes.count / 16)
  }
}
