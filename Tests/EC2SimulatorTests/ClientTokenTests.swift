import Testing

@testable import EC2Simulator

@Suite struct ClientTokenTests {
  @Test func replaysTheFirstAnswerInItsCurrentState() {
    var caller = TestCaller()
    let first = caller.run(["ClientToken": "t", "MinCount": "2", "MaxCount": "2"])
    caller.turn(.seconds(6))
    let second = caller.run(["ClientToken": "t", "MinCount": "2", "MaxCount": "2"])
    #expect(second.status == 200)
    #expect(second.instanceIDs == first.instanceIDs)
    #expect(second["reservationId"] == first["reservationId"])
    #expect(second["requestId"] != first["requestId"])
    #expect(first.states == ["pending", "pending"])
    #expect(second.states == ["running", "running"])
    #expect(caller.core.snapshot(at: caller.now).instances.count == 2)
    #expect(caller.core.log.records.map(\.launched) == [2, 0])
  }

  @Test func refusesOtherParameters() {
    var caller = TestCaller()
    caller.run(["ClientToken": "t"])
    let other = caller.run(["ClientToken": "t", "InstanceType": "t3.large"])
    #expect(other.status == 400)
    #expect(other.code == "IdempotentParameterMismatch")
    #expect(caller.core.snapshot(at: caller.now).instances.count == 1)
  }

  @Test func aRefusedCallBindsItsToken() {
    var configuration = SimulatorConfiguration()
    configuration.capacity = [CapacityPool(opensAfter: .seconds(60))]
    var caller = TestCaller(configuration)
    #expect(caller.run(["ClientToken": "t"]).code == "InsufficientInstanceCapacity")
    #expect(caller.run(["ClientToken": "t", "InstanceType": "t3.large"]).code == "IdempotentParameterMismatch")
    #expect(caller.run(["ClientToken": "t"]).code == "InsufficientInstanceCapacity")
    caller.turn(.seconds(60))
    #expect(caller.run(["ClientToken": "t"]).instanceIDs.count == 1)
    #expect(caller.run(["ClientToken": "t"]).instanceIDs.count == 1)
    #expect(caller.core.snapshot(at: caller.now).instances.count == 1)
  }

  @Test func refusesATokenWhoseInstancesAreAllTerminated() {
    var caller = TestCaller()
    let ids = caller.run(["ClientToken": "t", "MinCount": "2", "MaxCount": "2"]).instanceIDs
    caller.call("TerminateInstances", ["InstanceId.1": ids[0]])
    caller.turn(.seconds(60))
    let survivor = caller.run(["ClientToken": "t", "MinCount": "2", "MaxCount": "2"])
    #expect(survivor.states == ["terminated", "running"])
    caller.call("TerminateInstances", ["InstanceId.1": ids[1]])
    caller.turn(.seconds(60))
    #expect(
      caller.run(["ClientToken": "t", "MinCount": "2", "MaxCount": "2"]).code == "IdempotentInstanceTerminated")
  }

  @Test(arguments: [
    (["Placement.AvailabilityZone": "us-east-1a"], ["Placement.AvailabilityZone": "us-east-1b"]),
    (
      ["SubnetId": StableIDs.subnet(zone: "us-east-1a")], ["SubnetId": StableIDs.subnet(zone: "us-east-1b")]
    ),
    ([:], ["Placement.AvailabilityZone": "us-east-1a"]),
    (
      ["NetworkInterface.1.SubnetId": StableIDs.subnet(zone: "us-east-1c"), "NetworkInterface.1.DeviceIndex": "0"],
      ["SubnetId": StableIDs.subnet(zone: "us-east-1d")]
    ),
  ])
  func isZonalWhereAZoneIsNamed(first: [String: String], second: [String: String]) {
    var caller = TestCaller()
    let ids = [first, second].map { caller.run($0.merging(["ClientToken": "t"]) { $1 }).instanceIDs }
    #expect(ids[0].count == 1)
    #expect(ids[1].count == 1)
    #expect(ids[0] != ids[1])
    let doubles = caller.core.snapshot(at: caller.now).doubles
    #expect(doubles.map(\.kind) == [.clientToken])
    #expect(doubles.first?.instanceIDs == ids.flatMap { $0 })
  }

  @Test func oneZoneNamedInTwoWaysIsOneTokenWithOtherParameters() {
    var caller = TestCaller()
    caller.run(["ClientToken": "t", "Placement.AvailabilityZone": "us-east-1a"])
    let other = caller.run(["ClientToken": "t", "SubnetId": StableIDs.subnet(zone: "us-east-1a")])
    #expect(other.code == "IdempotentParameterMismatch")
  }

  @Test(arguments: [
    (String(repeating: "a", count: 64), nil), (String(repeating: "a", count: 65), "InvalidParameterValue"),
    ("grüße", "InvalidParameterValue"),
  ])
  func takesSixtyFourASCIICharacters(token: String, code: String?) {
    var caller = TestCaller()
    #expect(caller.run(["ClientToken": token]).code == code)
  }

  @Test func theTokenIsCaseSensitive() {
    var caller = TestCaller()
    #expect(caller.run(["ClientToken": "a"]).instanceIDs != caller.run(["ClientToken": "A"]).instanceIDs)
  }
}
