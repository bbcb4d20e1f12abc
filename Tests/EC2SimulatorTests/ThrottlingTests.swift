import Foundation
import Testing

@testable import EC2Simulator

@Suite struct ThrottlingTests {
  private func caller(_ change: (inout SimulatorConfiguration) -> Void = { $0.throttling = true }) -> TestCaller {
    var configuration = SimulatorConfiguration()
    change(&configuration)
    return TestCaller(configuration)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let action: String
    var parameters: [String: String] = [:]
    let bucket: String
    let burst: Int
    let refill: Int
    var testDescription: String { bucket }
  }

  /// AWS's table.
  @Test(arguments: [
    Case(action: "DescribeInstances", bucket: "DescribeInstances unfiltered", burst: 50, refill: 10),
    Case(
      action: "DescribeInstances", parameters: ["MaxResults": "5"], bucket: "DescribeInstances", burst: 100, refill: 20),
    Case(
      action: "DescribeInstances", parameters: ["Filter.1.Name": "owner-id", "Filter.1.Value.1": "x"],
      bucket: "DescribeInstances", burst: 100, refill: 20),
    Case(action: "DescribeInstanceStatus", bucket: "DescribeInstanceStatus unfiltered", burst: 50, refill: 10),
    Case(action: "DescribeImages", parameters: ["Owner.1": "self"], bucket: "DescribeImages", burst: 100, refill: 20),
    Case(action: "CreateTags", bucket: "CreateTags", burst: 100, refill: 10),
    Case(action: "TerminateInstances", bucket: "TerminateInstances", burst: 100, refill: 5),
    Case(action: "CancelSpotInstanceRequests", bucket: "CancelSpotInstanceRequests", burst: 50, refill: 5),
    Case(action: "ImportKeyPair", bucket: "ImportKeyPair", burst: 50, refill: 5),
  ])
  func aBurstThenARate(_ it: Case) {
    var caller = caller()
    func throttled() -> Bool { caller.call(it.action, it.parameters).code == "RequestLimitExceeded" }
    #expect((0..<it.burst).allSatisfy { _ in !throttled() })
    let refused = caller.call(it.action, it.parameters)
    #expect(refused.status == 503)
    #expect(refused.message == "Request limit exceeded.")
    caller.turn(.seconds(1))
    #expect((0..<it.refill).allSatisfy { _ in !throttled() })
    #expect(throttled())
    let shown = caller.core.snapshot(at: caller.now).buckets.first { $0.bucket == it.bucket }
    #expect(shown?.burst == Double(it.burst))
    #expect(shown?.refill == Double(it.refill))
    #expect(shown?.tokens == 0)
    #expect(shown?.region == "us-east-1")
  }

  @Test func launchesDrawOnTwoBuckets() {
    var caller = caller()
    for _ in 0..<5 { #expect(caller.run().status == 200) }
    #expect(caller.run().code == "RequestLimitExceeded")
    // The account's other region and its other actions have buckets of their own.
    #expect(caller.call("DescribeInstances").status == 200)
    caller.region = "eu-west-1"
    #expect(caller.run().status == 200)
  }

  @Test func manyInstancesEmptyTheBucketOfInstances() {
    var caller = caller()
    #expect(caller.run(["MinCount": "990", "MaxCount": "990"]).status == 200)
    #expect(caller.run(["MinCount": "11", "MaxCount": "11"]).code == "RequestLimitExceeded")
    #expect(caller.run(["MinCount": "10", "MaxCount": "10"]).status == 200)
    #expect(caller.run().code == "RequestLimitExceeded")
    caller.turn(.seconds(1))
    #expect(caller.run(["MaxCount": "2"]).instanceIDs.count == 2)
  }

  @Test func aReplayCostsNoInstances() {
    var caller = caller()
    let token = ["ClientToken": "t", "MinCount": "600", "MaxCount": "600"]
    #expect(caller.run(token).status == 200)
    caller.turn(.seconds(100))
    #expect(caller.run(token).status == 200)
    let left = caller.core.snapshot(at: caller.now).buckets.first { $0.bucket == "RunInstances instances" }
    #expect(left?.tokens == 600)
  }

  @Test func aThrottledLaunchBindsNoToken() {
    var caller = caller { $0.buckets = ["RunInstances": BucketLimit(burst: 0, refill: 1)] }
    #expect(caller.run(["ClientToken": "t"]).code == "RequestLimitExceeded")
    caller.core.world.policies.spotPrices = [:]
    #expect(caller.call("DescribeInstances").status == 200)
    #expect(caller.core.world.regions.values.first?.instances.rows.isEmpty == true)
  }

  @Test func ofOnesOwnLimitsOnlyThoseAreKept() {
    var caller = caller { $0.buckets = ["RunInstances": BucketLimit(burst: 1, refill: 0.5)] }
    #expect(caller.run().status == 200)
    #expect(caller.run().code == "RequestLimitExceeded")
    #expect((0..<200).allSatisfy { _ in caller.call("DescribeInstances").status == 200 })
    caller.turn(.seconds(2))
    #expect(caller.run().status == 200)
  }

  @Test func aClockThatGoesBackGivesAndTakesNothing() {
    var bucket = TokenBucket(BucketLimit(burst: 10, refill: 1), at: TestCaller.start)
    bucket.take(4, at: TestCaller.start)
    #expect(bucket.tokens(at: TestCaller.start - 100) == 6)
    bucket.take(1, at: TestCaller.start - 100)
    #expect(bucket.tokens(at: TestCaller.start) == 5)
    #expect(bucket.tokens(at: TestCaller.start + 2) == 7)
    #expect(bucket.tokens(at: TestCaller.start + 200) == 10)
  }

  @Test func withoutItNothingIsCounted() {
    var caller = TestCaller()
    #expect((0..<50).allSatisfy { _ in caller.run().status == 200 })
    #expect(caller.core.snapshot(at: caller.now).buckets.isEmpty)
  }
}
