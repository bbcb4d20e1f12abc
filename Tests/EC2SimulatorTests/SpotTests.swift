import Foundation
import Testing

@testable import EC2Simulator

/// Spot requests from fulfilment to their end.
@Suite struct SpotTests {
  private func caller(_ fates: InstanceFate...) -> TestCaller {
    var configuration = SimulatorConfiguration()
    configuration.timing = InstanceTiming(boot: .seconds(10), checks: .seconds(20), shutdown: .seconds(5))
    configuration.fates = fates
    return TestCaller(configuration)
  }

  private struct Shown: Equatable {
    var state: String?
    var code: String?
    var instanceID: String?
  }

  private func request(_ caller: inout TestCaller) -> Shown {
    let reply = caller.call("DescribeSpotInstanceRequests")
    return Shown(state: reply["state"], code: reply["code"], instanceID: reply["instanceId"])
  }

  private func launch(_ caller: inout TestCaller) -> String {
    caller.run(["InstanceMarketOptions.MarketType": "spot"]).instanceIDs[0]
  }

  @Test(arguments: [nil, "instance-terminated-by-price", "instance-terminated-capacity-oversubscribed"])
  func isInterrupted(code: String?) {
    var fate = InstanceFate(kind: .interrupted, after: .seconds(60), code: code)
    fate.notice = .seconds(120)
    var caller = caller(fate)
    let id = launch(&caller)
    #expect(request(&caller) == Shown(state: "active", code: "fulfilled", instanceID: id))
    caller.turn(.seconds(60))
    #expect(request(&caller) == Shown(state: "active", code: "marked-for-termination", instanceID: id))
    #expect(caller.call("DescribeInstances").states == ["running"])
    caller.turn(.seconds(120))
    let end = caller.now
    #expect(
      request(&caller)
        == Shown(state: "closed", code: code ?? "instance-terminated-no-capacity", instanceID: id))
    caller.turn(.seconds(5))
    let dead = caller.call("DescribeInstances")
    #expect(dead.states == ["terminated"])
    #expect(dead.body.contains("<code>Server.SpotInstanceTermination</code>"))
    #expect(caller.call("DescribeSpotInstanceRequests")["updateTime"] == end.ec2)
    #expect(caller.call("DescribeSpotInstanceRequests").message == nil)
    #expect(caller.call("DescribeSpotInstanceRequests")["message"]?.isEmpty == false)
  }

  @Test func onDemandIsNotInterrupted() {
    var caller = caller(InstanceFate(kind: .interrupted))
    caller.run()
    caller.turn(.seconds(3_600))
    #expect(caller.call("DescribeInstances").states == ["running"])
  }

  static let holding = SpotStatus.known.filter { $0.value.state == "open" }.keys.sorted()

  @Test(arguments: holding)
  func waits(code: String) {
    var fate = InstanceFate(kind: .spotStatus, code: code)
    fate.lasts = .seconds(30)
    var caller = caller(fate)
    let id = launch(&caller)
    #expect(request(&caller) == Shown(state: "open", code: code, instanceID: nil))
    caller.turn(.seconds(30))
    #expect(request(&caller) == Shown(state: "active", code: "fulfilled", instanceID: id))
    #expect(caller.call("DescribeInstances").states == ["running"])
  }

  @Test(arguments: [
    ("bad-parameters", "failed"), ("schedule-expired", "cancelled"), ("canceled-before-fulfillment", "cancelled"),
    ("system-error", "closed"), ("limit-exceeded", "closed"),
  ])
  func endsUnfulfilled(code: String, state: String) {
    var caller = caller(InstanceFate(kind: .spotStatus, after: .seconds(3), code: code))
    _ = launch(&caller)
    caller.turn(.seconds(3))
    #expect(request(&caller) == Shown(state: state, code: code, instanceID: nil))
    #expect(caller.call("DescribeInstances").states == ["terminated"])
  }

  @Test func cancellingLeavesTheInstance() {
    var caller = caller()
    let id = launch(&caller)
    let request = [
      "SpotInstanceRequestId.1": caller.call("DescribeSpotInstanceRequests")["spotInstanceRequestId"] ?? ""
    ]
    let cancelled = caller.call("CancelSpotInstanceRequests", request)
    #expect(cancelled["state"] == "cancelled")
    #expect(
      self.request(&caller)
        == Shown(state: "cancelled", code: "request-canceled-and-instance-running", instanceID: id))
    caller.turn(.seconds(10))
    #expect(caller.call("DescribeInstances").states == ["running"])
    caller.call("TerminateInstances", ["InstanceId.1": id])
    #expect(
      self.request(&caller) == Shown(state: "cancelled", code: "instance-terminated-by-user", instanceID: id))
    #expect(
      caller.call("CancelSpotInstanceRequests", ["SpotInstanceRequestId.1": "sir-none"]).code
        == "InvalidSpotInstanceRequestID.NotFound")
  }

  @Test func aUserWhoIsFirstLeavesNothingToInterrupt() {
    var caller = caller(InstanceFate(kind: .interrupted, after: .seconds(60)))
    let id = launch(&caller)
    caller.turn(.seconds(30))
    caller.call("TerminateInstances", ["InstanceId.1": id])
    caller.turn(.seconds(60))
    #expect(request(&caller).code == "instance-terminated-by-user")
    #expect(caller.call("DescribeInstances").body.contains("<code>Client.UserInitiatedShutdown</code>"))
  }

  @Test func everyCodeHasAStateOfEC2s() {
    let states: Set = ["open", "active", "closed", "cancelled", "failed", "disabled"]
    #expect(SpotStatus.known.values.allSatisfy { states.contains($0.state) })
    #expect(SpotStatus.unfulfilled.allSatisfy { SpotStatus.known[$0] != nil })
  }
}
