import Foundation
import Testing

@testable import EC2Simulator

@Suite struct LifecycleTests {
  static let timing = InstanceTiming(boot: .seconds(10), checks: .seconds(20), shutdown: .seconds(5))

  @Test(arguments: [
    (0.0, InstanceState.pending, CheckStatus.notApplicable), (9.999, .pending, .notApplicable),
    (10, .running, .initializing), (29, .running, .initializing), (30, .running, .ok), (9_999, .running, .ok),
  ])
  func movesWithTheClock(seconds: Double, state: InstanceState, checks: CheckStatus) {
    let lifecycle = Lifecycle(launchedAt: TestCaller.start, timing: Self.timing)
    #expect(lifecycle.state(at: TestCaller.start + seconds) == state)
    #expect(lifecycle.checks(at: TestCaller.start + seconds) == checks)
  }

  @Test(arguments: [
    (2.0, 1.0, InstanceState.pending), (2, 2, .shuttingDown), (2, 6, .shuttingDown), (2, 7, .terminated),
    (40, 39, .running), (40, 40, .shuttingDown), (40, 45, .terminated),
  ])
  func endsWhereverItStands(end: Double, seconds: Double, state: InstanceState) {
    var lifecycle = Lifecycle(launchedAt: TestCaller.start, timing: Self.timing)
    lifecycle.end = Lifecycle.End(at: TestCaller.start + end, reason: StateReason("c"))
    #expect(lifecycle.state(at: TestCaller.start + seconds) == state)
    #expect(lifecycle.checks(at: TestCaller.start + seconds) == (state == .running ? .ok : .notApplicable))
  }

  @Test func aLaunchIsSeenThroughToItsEnd() {
    var configuration = SimulatorConfiguration()
    configuration.timing = Self.timing
    var caller = TestCaller(configuration)
    let launched = caller.run(["InstanceMarketOptions.MarketType": "spot"])
    let id = launched.instanceIDs[0]
    let named = ["InstanceId.1": id]
    #expect(launched.states == ["pending"])
    #expect(launched["ipAddress"] == nil)
    #expect(launched["privateIpAddress"] == "172.31.0.4")
    #expect(launched.all("volumeId").isEmpty)
    #expect(caller.call("DescribeInstanceStatus", named).instanceIDs.isEmpty)
    let everything = named.merging(["IncludeAllInstances": "true"]) { $1 }
    #expect(caller.call("DescribeInstanceStatus", everything).all("status") == ["not-applicable", "not-applicable"])

    caller.turn(.seconds(10))
    let running = caller.call("DescribeInstances", named)
    #expect(running.states == ["running"])
    #expect(running["ipAddress"] == "198.18.0.4")
    #expect(running.all("volumeId").count == 1)
    #expect(caller.call("DescribeInstanceStatus", named).all("status").contains("initializing"))

    caller.turn(.seconds(20))
    #expect(caller.call("DescribeInstanceStatus", named).all("status") == ["ok", "passed", "ok", "passed"])

    let ended = caller.call("TerminateInstances", named)
    #expect(ended.sections("currentState").first?.contains("shutting-down") == true)
    #expect(ended.sections("previousState").first?.contains("running") == true)
    caller.turn(.seconds(5))
    let gone = caller.call("DescribeInstances", named)
    #expect(gone.states == ["terminated"])
    #expect(gone.body.contains("<code>Client.UserInitiatedShutdown</code>"))
    #expect(gone["privateIpAddress"] == nil)
    #expect(caller.call("DescribeVolumes").all("volumeId").isEmpty)
    let request = caller.call("DescribeSpotInstanceRequests")
    #expect(request["instanceId"] == id)
    #expect(request["state"] == "closed")
    #expect(request.body.contains("<code>instance-terminated-by-user</code>"))
    #expect(caller.call("TerminateInstances", named).sections("previousState").first?.contains("terminated") == true)
  }
}
