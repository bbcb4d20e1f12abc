import JobModel
import Testing

@testable import Operations

@Suite struct CallUseTests {
  private func count(_ action: String, _ minute: Int64, _ calls: Int, throttled: Int = 0) -> CallCount {
    CallCount(region: "us-east-1", action: action, minute: .seconds(minute * 60), calls: calls, throttled: throttled)
  }

  @Test func minutesOfOneActionAreSummedBesideItsAllowance() {
    let uses = CallUse.summing(
      [count("CreateTags", 1, 4), count("RunInstances", 1, 5), count("RunInstances", 2, 9, throttled: 2)],
      lastMinute: .seconds(120))
    #expect(
      uses == [
        CallUse(region: "us-east-1", action: "CreateTags", calls: 4, throttled: 0, most: 4, allowance: 600),
        CallUse(region: "us-east-1", action: "RunInstances", calls: 14, throttled: 2, most: 9, allowance: 120),
      ])
  }

  @Test func whatIsSlowedSaysSo() {
    let slowed = [
      SlowedBucket(region: "us-east-1", bucket: "RunInstances", pace: 0.5),
      SlowedBucket(region: "eu-west-1", bucket: "CreateTags", pace: 0.25),
    ]
    let uses = CallUse.summing(
      [count("CreateTags", 1, 4), count("RunInstances", 1, 5)], slowed: slowed, lastMinute: .seconds(60))
    #expect(uses.map(\.pace) == [nil, 0.5])
  }

  @Test func aMinuteOfAClockThatWasAheadIsLeftOut() {
    #expect(CallUse.summing([count("RunInstances", 3, 5)], lastMinute: .seconds(120)).isEmpty)
    #expect(CallUse.summing([count("GetCallerIdentity", 1, 5)], lastMinute: .seconds(120)).map(\.allowance) == [nil])
  }
}
