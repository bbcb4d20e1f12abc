import Foundation
import Testing

@testable import EC2Simulator

/// Instances that die, stop, fail their checks or are slow.
@Suite struct FateTests {
  private func caller(_ fates: InstanceFate...) -> TestCaller {
    var configuration = SimulatorConfiguration()
    configuration.timing = InstanceTiming(boot: .seconds(10), checks: .seconds(20), shutdown: .seconds(5))
    configuration.fates = fates
    return TestCaller(configuration)
  }

  @Test(arguments: [
    nil, "Server.InsufficientInstanceCapacity", "Client.VolumeLimitExceeded", "Client.InternalError",
    "Client.InvalidSnapshot.NotFound",
  ])
  func diesBeforeItRuns(code: String?) {
    var caller = caller(InstanceFate(kind: .dies, code: code))
    let id = ["InstanceId.1": caller.run().instanceIDs[0]]
    caller.turn(.milliseconds(4_999))
    #expect(caller.call("DescribeInstances", id).states == ["pending"])
    caller.turn(.milliseconds(1))
    let dead = caller.call("DescribeInstances", id)
    #expect(dead.states == ["terminated"])
    let reason = code ?? "Server.InsufficientInstanceCapacity"
    #expect(dead.sections("stateReason").first?.contains("<code>\(reason)</code>") == true)
    #expect(dead.sections("stateReason").first?.contains("<message>\(reason): ") == true)
    #expect(caller.run().instanceIDs.count == 1)
    caller.turn(.seconds(10))
    #expect(caller.call("DescribeInstances").states == ["terminated", "running"])
  }

  @Test func theDeadGiveBackWhatTheyHeld() {
    var caller = caller(InstanceFate(kind: .dies))
    caller.core.world.add(CapacityPool(zone: "us-east-1a", available: 1), at: caller.now)
    let zone = ["Placement.AvailabilityZone": "us-east-1a"]
    let first = caller.run(zone)
    #expect(caller.run(zone).code == "InsufficientInstanceCapacity")
    caller.turn(.seconds(5))
    let second = caller.run(zone)
    #expect(second.status == 200)
    #expect(second["privateIpAddress"] == first["privateIpAddress"])
    // It was given back once: a second death of the same instance gives nothing.
    caller.call("TerminateInstances", ["InstanceId.1": first.instanceIDs[0]])
    #expect(caller.run(zone).code == "InsufficientInstanceCapacity")
  }

  @Test func aDoseChoosesWhom() {
    var caller = caller(
      InstanceFate(kind: .dies, instanceType: "t3.*", zone: "us-east-1b", dose: Dose(skip: 1, count: 2)))
    caller.run(["MinCount": "5", "MaxCount": "5", "Placement.AvailabilityZone": "us-east-1b"])
    caller.run(["MinCount": "5", "MaxCount": "5", "Placement.AvailabilityZone": "us-east-1a"])
    caller.turn(.seconds(5))
    let states = caller.call("DescribeInstances").states
    #expect(
      states == ["pending", "terminated", "terminated"] + Array(repeating: "pending", count: 7))
    #expect(caller.core.world.policies.fates.isEmpty)
  }

  @Test func aDeathAfterTheBootShutsDownFirst() {
    var caller = caller(InstanceFate(kind: .dies, after: .seconds(12)))
    caller.run()
    let states = [11, 1, 4, 1].map { seconds in
      caller.turn(.seconds(seconds))
      return caller.call("DescribeInstances").states[0]
    }
    #expect(states == ["running", "shutting-down", "shutting-down", "terminated"])
  }

  @Test(arguments: [
    (InstanceFate.Check.system, "impaired", "ok"), (.instance, "ok", "impaired"), (.both, "impaired", "impaired"),
  ])
  func checksFail(check: InstanceFate.Check, system: String, instance: String) {
    var fate = InstanceFate(kind: .impaired)
    fate.check = check
    fate.lasts = .seconds(60)
    var caller = caller(fate)
    caller.run()
    func shown() -> [String] {
      ["systemStatus", "instanceStatus"].map { name in
        let section = caller.call("DescribeInstanceStatus").sections(name).first ?? ""
        return section.components(separatedBy: "<status>").dropFirst().first?.components(separatedBy: "<").first ?? ""
      }
    }
    caller.turn(.seconds(29))
    #expect(shown() == ["initializing", "initializing"])
    caller.turn(.seconds(1))
    #expect(shown() == [system, instance])
    let filtered = ["Filter.1.Name": "system-status.status", "Filter.1.Value.1": "impaired"]
    #expect(
      caller.call("DescribeInstanceStatus", filtered).instanceIDs.count == (system == "impaired" ? 1 : 0))
    #expect(caller.core.snapshot(at: caller.now).instances[0].checks == "impaired")
    caller.turn(.seconds(60))
    #expect(shown() == ["ok", "ok"])
  }

  @Test func oneStopsByItself() {
    var caller = caller(InstanceFate(kind: .stops, code: "Server.ScheduledStop"))
    let id = caller.run().instanceIDs[0]
    let states = [29, 1, 5].map { seconds in
      caller.turn(.seconds(seconds))
      return caller.call("DescribeInstances").states[0]
    }
    #expect(states == ["running", "stopping", "stopped"])
    #expect(caller.call("DescribeInstances").body.contains("<code>Server.ScheduledStop</code>"))
    #expect(caller.call("DescribeInstanceStatus").instanceIDs.isEmpty)
    caller.call("TerminateInstances", ["InstanceId.1": id])
    #expect(caller.call("DescribeInstances").states == ["shutting-down"])
  }

  @Test func oneIsSlow() {
    var fate = InstanceFate(kind: .slow)
    fate.bootTime = .seconds(600)
    var caller = caller(fate)
    caller.run(["MinCount": "2", "MaxCount": "2"])
    caller.turn(.seconds(10))
    #expect(caller.call("DescribeInstances").states == ["pending", "running"])
  }

  @Test func oneMayBeToldToMeetItsFateNow() {
    var caller = caller()
    let id = caller.run().instanceIDs[0]
    caller.turn(.seconds(100))
    let unknown = caller.core.world.apply(InstanceFate(kind: .dies), to: "i-0", at: caller.now)
    #expect(!unknown)
    let fate = InstanceFate(kind: .dies, code: "Server.InternalError")
    let known = caller.core.world.apply(fate, to: id, at: caller.now)
    #expect(known)
    #expect(caller.call("DescribeInstances").states == ["shutting-down"])
    #expect(caller.call("DescribeInstances").body.contains("<code>Server.InternalError</code>"))
  }

  @Test func aNewInstanceMayBeUnknownForAWhile() {
    var configuration = SimulatorConfiguration()
    configuration.visibleAfter = .milliseconds(500)
    var caller = TestCaller(configuration)
    let launched = caller.run(["ClientToken": "t", "InstanceMarketOptions.MarketType": "spot"])
    let id = launched.instanceIDs[0]
    let named = ["InstanceId.1": id]
    let tag = ["ResourceId.1": id, "Tag.1.Key": "a", "Tag.1.Value": "b"]
    let byToken = ["Filter.1.Name": "client-token", "Filter.1.Value.1": "t"]
    for action in ["DescribeInstances", "DescribeInstanceStatus"] {
      let reply = caller.call(action, named)
      #expect(reply.code == "InvalidInstanceID.NotFound")
      #expect(reply.message == "The instance ID '\(id)' does not exist")
    }
    #expect(caller.call("CreateTags", tag).code == "InvalidInstanceID.NotFound")
    #expect(caller.call("DescribeInstances", byToken).instanceIDs.isEmpty)
    #expect(caller.call("DescribeVolumes").all("volumeId").isEmpty)
    #expect(caller.call("DescribeSpotInstanceRequests").all("spotInstanceRequestId").isEmpty)
    // The token still answers, and the instance can be ended.
    #expect(
      caller.run(["ClientToken": "t", "InstanceMarketOptions.MarketType": "spot"]).instanceIDs == [id])
    caller.turn(.milliseconds(500))
    #expect(caller.call("DescribeInstances", named).instanceIDs == [id])
    #expect(caller.call("DescribeInstances", byToken).instanceIDs == [id])
    #expect(caller.call("CreateTags", tag).status == 200)
  }
}
