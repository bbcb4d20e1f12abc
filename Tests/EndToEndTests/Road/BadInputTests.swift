import Foundation
import Testing

extension EndToEnd {
  /// What cannot work is refused before anything is written.
  @Suite struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
      let arguments: [String]
      let message: String
      var code: Int32 = 64
      var variables = ["AWS_REGION": "us-east-1"]

      var testDescription: String { arguments.prefix(3).joined(separator: " ") }
    }
    private static let manyTags = (1...51).flatMap { ["--tag", "k\($0)=v"] }

    static let cases: [Case] = [
      Case(arguments: ["launch"] + manyTags, message: "--tag '51 tags' is not valid: at most 45"),
      Case(arguments: ["launch", "--tag", "aws:x=y"], message: "--tag 'aws:x' is not valid"),
      Case(arguments: ["launch", "--tag", "geusemaker:x=y"], message: "--tag 'geusemaker:x' is not valid"),
      Case(arguments: ["launch", "--tag", "novalue"], message: "novalue"),
      Case(arguments: ["launch", "--tag", "a=1", "--tag", "a=2"], message: "--tag 'a' is given twice"),
      Case(arguments: ["launch", "--count", "0"], message: "--count '0' is not valid: 1 to 100000"),
      Case(arguments: ["launch", "--count", "three"], message: "three"),
      Case(arguments: ["launch", "--market", "futures"], message: "futures"),
      Case(
        arguments: ["launch", "--user-data", "file:///no/such/file"],
        message: "--user-data 'file:///no/such/file' is not valid: there is no such file"),
      Case(
        arguments: ["launch", "--user-data", String(repeating: "x", count: 17 * 1024)],
        message: "--user-data '17408 bytes' is not valid: at most 16384 bytes (16 KiB)"),
      Case(arguments: ["launch", "--region", "mars"], message: #""mars" is not a region"#),
      Case(arguments: ["launch"], message: "no region", variables: [:]),
      Case(arguments: ["launch", "--retry-for", "soon"], message: "soon"),
      Case(arguments: ["launch", "--image-id", "ami-XYZ"], message: "--image-id 'ami-XYZ' is not valid"),
      Case(arguments: ["launch", "--instance-type", "Large"], message: "--instance-type 'Large' is not valid"),
      Case(arguments: ["launch", "--root-volume-size", "0"], message: "--root-volume-size '0' is not valid"),
      Case(arguments: ["launch", "--max-price", "0.05"], message: "only together with the market 'spot'"),
      Case(arguments: ["launch", "--colour", "red"], message: "--colour"),
      Case(
        arguments: ["launch", "--ladder-order", "market,zone"],
        message: "--ladder-order 'market,zone' is not valid: market, type and zone, each once, in any order"),
      Case(
        arguments: ["launch", "--availability-zone", "all", "--availability-zone", "us-east-1a"],
        message: "--availability-zone 'all us-east-1a' is not valid: 'all' alone, or zones by name"),
      Case(
        arguments: ["launch", "--instance-type", "m5.large", "--instance-type", "m5.large"],
        message: "--instance-type 'm5.large' is not valid: each value once"),
      Case(
        arguments: ["launch", "--image-id", "ami-0aaaaaaa", "--architecture", "arm64"],
        message: "--architecture 'arm64' is not valid: an image or an architecture, not both"),
      Case(
        arguments: ["launch", "--market", "spot", "--capacity-reservation-id", "cr-0aaaaaaa"],
        message: "--capacity-reservation-id 'cr-0aaaaaaa' is not valid: only together with the market 'on-demand' alone"
      ),
      Case(
        arguments: ["launch", "--run-at", "tomorrow"],
        message: "--run-at 'tomorrow' is not valid: a time such as 2026-05-01T22:00:00Z, or +15m"),
      Case(
        arguments: ["launch", "--terminate-on-failure"], message: "--terminate-on-failure needs --then-wait"),
      Case(arguments: ["list", "--since", "soon"], message: "--since 'soon' is not valid"),
      Case(arguments: ["requeue", "1", "--ladder-order", "type"], message: "--ladder-order 'type' is not valid"),
      Case(arguments: ["cancel"], message: "nothing to cancel"),
      Case(arguments: ["requeue"], message: "nothing to requeue"),
      Case(arguments: ["terminate"], message: "nothing to terminate"),
      Case(arguments: ["tag", "--tag", "a=b"], message: "nothing to tag"),
      Case(arguments: ["tag", "1"], message: "give --tag KEY=VALUE"),
      Case(arguments: ["wait"], message: "nothing to wait for"),
      Case(arguments: ["wait", "1", "--timeout", "never"], message: "never"),
      Case(arguments: ["cancel", "web-1"], message: "'web-1' is not a job id or an instance id"),
      Case(arguments: ["status", "--follow"], message: "--follow needs job ids"),
      Case(arguments: ["list", "--limit", "0"], message: "--limit '0' is not valid"),
      Case(arguments: ["worker", "--concurrency", "0"], message: "--concurrency '0' is not valid: 1 to 1000"),
      Case(arguments: ["worker", "--lease", "0s"], message: "--lease '0s' is not valid"),
      Case(arguments: ["simulator", "--port", "70000"], message: "--port '70000' is not valid"),
      Case(arguments: ["dance"], message: "dance"),
    ]

    @Test(arguments: cases) func isRefusedAndNothingIsWritten(_ bad: Case) async throws {
      let sandbox = try Sandbox(bad.variables)
      let ended = try await sandbox.geuse(bad.arguments).exits(bad.code).speaksFirstAsGeuse()
      #expect(ended.error.contains(bad.message), "\(ended)")
      #expect(ended.output.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: sandbox.database), "the database was created")
    }

    @Test func theWholeUserDataOfALimitFits() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let file = try sandbox.file("full", Array(repeating: 120, count: 16 * 1024))
      try await sandbox.geuse("launch", "--user-data", "file://\(file)").exits(0)
      let over = try sandbox.file("over", Array(repeating: 120, count: 16 * 1024 + 1))
      try await sandbox.geuse("launch", "--user-data", "file://\(over)").exits(64)
      #expect(try await sandbox.geuse("list", "-q").exits(0).ids == [1])
    }

    @Test(
      arguments: [
        ["status", "7"], ["cancel", "7"], ["requeue", "7"], ["wait", "7"], ["tag", "7", "--tag", "a=b"],
        ["terminate", "7"], ["wait", "1", "7"], ["launch", "--after", "7"], ["instances", "7"],
      ])
    func aJobThatDoesNotExistChangesNothing(_ arguments: [String]) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch").exits(0)
      let ended = try await sandbox.geuse(arguments).exits(2).speaksAsGeuse()
      #expect(ended.error.contains("there is no job 7"), "\(ended)")
      #expect(try await sandbox.jobs("list").map(\.state) == ["ready"])
    }
  }
}

extension Finished {
  /// A usage line may follow the message.
  @discardableResult
  fileprivate func speaksFirstAsGeuse(sourceLocation: SourceLocation = #_sourceLocation) -> Finished {
    #expect(error.hasPrefix("geuse: "), "\(self)", sourceLocation: sourceLocation)
    return self
  }
}
