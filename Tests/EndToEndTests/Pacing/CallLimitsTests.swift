import Foundation
import Testing

extension EndToEnd {
  /// Worker processes that together keep within what EC2 lets an account do.
  @Suite struct CallLimitsTests {
    /// As a worker has it that is told nothing.
    private static let usual = ["GEUSE_CALL_LIMITS": ""]

    @Test func awsBucketsAreNeverOverdrawn() async throws {
      try await SimulatorProcess.during(scenario: #"{"throttling":true}"#) { simulator in
        let sandbox = try simulator.sandbox()
        let count = 14
        try await sandbox.launchesThatDiffer(count)
        try await sandbox.work(Self.usual)
        let calls = try simulator.calls()
        #expect(calls.filter { $0.code != nil }.isEmpty, "\(calls.compactMap(\.code))")
        #expect(calls.counts["RunInstances"] == count)
        #expect(try await sandbox.jobs("list").states == ["succeeded": count])
        let status = try await sandbox.geuse("status").exits(0)
        #expect(status.output.contains(/RunInstances +us-east-1 +14 +\d+ of 120/), "\(status)")
        #expect(!status.output.contains("slowed"), "\(status)")
      }
    }

    @Test func aSmallerBucketThanAWSsIsFoundOutByAFewRefusals() async throws {
      let scenario = #"{"throttling":true,"buckets":{"RunInstances":{"burst":2,"refill":1}}}"#
      try await SimulatorProcess.during(scenario: scenario) { simulator in
        let sandbox = try simulator.sandbox()
        let count = 8
        try await sandbox.launchesThatDiffer(count)
        try await sandbox.work(Self.usual)
        let calls = try simulator.calls("RunInstances")
        let refused = calls.filter { $0.code == "RequestLimitExceeded" }.count
        // Two of the first four, and one now and again as the pace rises.
        #expect((1...6).contains(refused), "\(refused)")
        #expect(calls.count == count + refused)
        let jobs = try await sandbox.jobs("list")
        #expect(jobs.states == ["succeeded": count])
        #expect(jobs.allSatisfy { $0.failures == 0 })
        let status = try await sandbox.geuse("status").exits(0)
        #expect(status.output.contains(/RunInstances .* \d+, slowed to \d+ %/), "\(status)")
        #expect(try await simulator.state().doubles.isEmpty)
      }
    }

    @Test func aFollowersOwnWorkerKeepsWithinThemToo() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let limits = ["GEUSE_CALL_LIMITS": "RunInstances=1:0.5"]
        let began = ContinuousClock.now
        try await sandbox.geuse("launch", "--root-volume-size", "21", "--follow", variables: limits).exits(0)
        try await sandbox.geuse("launch", "--root-volume-size", "22", "--follow", variables: limits).exits(0)
        #expect(ContinuousClock.now - began >= .seconds(1.9))
        #expect(try simulator.calls("RunInstances").count == 2)
      }
    }

    @Test(arguments: [
      ("lots", "is not valid: aws, none, or ACTION=BURST:PER_SECOND"),
      ("Launch=5:2", "is not valid: there is no bucket Launch; known are RunInstances, "),
      ("RunInstances=5:0", "is not valid: a burst of 1 to 1000000"),
    ])
    func whatIsNoLimitIsRefused(value: String, message: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let variable = ["GEUSE_CALL_LIMITS": value]
      let byFlag = try await sandbox.geuse("worker", "--call-limits", value).exits(64).speaksAsGeuse()
      #expect(byFlag.error.contains("--call-limits '\(value)' \(message)"), "\(byFlag)")
      let byVariable = try await sandbox.geuse("worker", variables: variable).exits(64)
      #expect(byVariable.error.contains("GEUSE_CALL_LIMITS '\(value)' \(message)"), "\(byVariable)")
      let following = try await sandbox.geuse("launch", "--follow", variables: variable).exits(64)
      #expect(following.error.contains("GEUSE_CALL_LIMITS '\(value)' \(message)"), "\(following)")
      #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    }
  }
}

extension Sandbox {
  /// Launches of which no two can travel in one call.
  fileprivate func launchesThatDiffer(_ count: Int) async throws {
    let lines = (0..<count).map { #"{"kind":"launch","spec":{"root_volume_size":\#(20 + $0)}}"# }
    try await geuse("enqueue", "-", input: lines.joined(separator: "\n")).exits(0)
  }

  /// Two workers, side by side until all is done.
  fileprivate func work(_ variables: [String: String]) async throws {
    async let one = geuse("worker", "--until-drained", variables: variables)
    async let other = geuse("worker", "--until-drained", variables: variables)
    for worker in try await [one, other] { worker.exits(0) }
  }
}
