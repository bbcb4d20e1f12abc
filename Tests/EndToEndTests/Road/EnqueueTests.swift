import Foundation
import Testing

extension EndToEnd {
  /// Jobs from lines of JSON: all of them, or none.
  @Suite struct EnqueueTests {
    private static let lines = """
      {"kind": "wait", "after": "web", "unique_key": "ready"}

      {"kind": "launch", "unique_key": "web", "spec": {"name": "web", "tags": {"Team": "ops"}}, "deployment": "trial"}
      {"kind": "tag", "after": "ready", "spec": {"tags": {"Ready": "yes"}}}
      """

    @Test func whatDependsMayComeFirstAndIdsComeInTheOrderOfTheLines() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let ended = try await sandbox.geuse("enqueue", "-", "--follow", input: Self.lines).exits(0)
        #expect(ended.output == "2\n1\n3\n")
        let jobs = try await sandbox.jobs("status", "1", "2", "3")
        #expect(jobs.map(\.kind) == ["launch", "wait", "tag"])
        #expect(jobs.map(\.state) == ["succeeded", "succeeded", "succeeded"])
        #expect(jobs.map(\.after) == [nil, 1, 2])
        #expect(jobs.map(\.deployment) == ["trial", "trial", "trial"])
        let instance = try #require(try await simulator.state().instances.first)
        #expect(instance.tags["Ready"] == "yes" && instance.tags["Name"] == "web")
      }
    }

    @Test func theSameFileTwiceIsEnqueuedOnce() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let file = try sandbox.file("jobs.jsonl", Array(#"{"kind":"launch","unique_key":"a"}"#.utf8))
      #expect(try await sandbox.jobs("enqueue", file).map(\.existing) == [false])
      #expect(try await sandbox.jobs("enqueue", file).map(\.existing) == [true])
      #expect(try await sandbox.geuse("list", "-q").exits(0).ids == [1])
      let other = #"{"kind":"launch"}\#n{"kind":"launch","unique_key":"a","spec":{"instance_types":["m5.large"]}}"#
      let refused = try await sandbox.geuse("enqueue", "-", input: other).exits(64).speaksAsGeuse()
      #expect(refused.error.contains("line 2: unique_key 'a' belongs to job 1"), "\(refused)")
      #expect(try await sandbox.geuse("list", "-q").exits(0).ids == [1], "none of it was written")
    }

    @Test func aLineMayComeAfterAStoredJob() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      try await sandbox.geuse("launch", "--deployment", "web").exits(0)
      let input = #"{"kind":"wait","after":1}\#n{"kind":"terminate","after":1}"#
      #expect(try await sandbox.geuse("enqueue", "-", input: input).exits(0).ids == [2, 3])
      let jobs = try await sandbox.jobs("status", "2", "3")
      #expect(jobs.map(\.after) == [1, 1] && jobs.map(\.deployment) == ["web", "web"])
      let unknown = try await sandbox.geuse("enqueue", "-", input: input + "\n" + #"{"kind":"wait","after":9}"#)
      unknown.exits(2).speaksAsGeuse()
      #expect(unknown.error.contains("line 3: after: there is no job 9"), "\(unknown)")
      #expect(try await sandbox.jobs("list").count == 3)
    }

    @Test func aDryRunWritesNothingAndAnEmptyFileIsNothingToDo() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let dry = try await sandbox.geuse("enqueue", "-", "--dry-run", input: Self.lines).exits(0)
      #expect(dry.output == "would enqueue 3 jobs: 1 launch, 1 wait, 1 tag\n")
      let empty = try await sandbox.geuse("enqueue", "-", input: " \n\r\n").exits(0).speaksAsGeuse()
      #expect(empty.error.contains("nothing to do") && empty.output.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    }

    @Test func whatWasPrintedCanBeEnqueuedAgain() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let bytes = try sandbox.file("bytes", [0xFF, 0x00, 0x80])
      try await sandbox.geuse("launch", "--user-data", "é\n", "--market", "spot", "--max-price", "0.1").exits(0)
      try await sandbox.geuse("launch", "--user-data", "file://\(bytes)", "--availability-zone", "all").exits(0)
      let shown = try await sandbox.geuse("status", "1", "2", "--output", "json", "--show-user-data").exits(0)
      let lines = try JSON.objects(shown.output).map { job in
        let line = ["kind": job["kind"], "spec": job["spec"], "region": job["region"]].compactMapValues(\.self)
        return String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self)
      }
      #expect(try await sandbox.geuse("enqueue", "-", input: lines.joined(separator: "\n")).exits(0).ids == [3, 4])
      let again = try await sandbox.geuse("status", "3", "4", "--output", "json", "--show-user-data").exits(0)
      let specs = try [shown, again].map { try JSON.objects($0.output).map { $0["spec"] as? NSDictionary } }
      #expect(specs[0] == specs[1])
    }

    @Test func thousandsOfLinesAreOneTransaction() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let lines = (1...5_000).map { #"{"kind":"launch","unique_key":"k\#($0)"}\#n{"kind":"wait","after":"k\#($0)"}"# }
      let ended = try await sandbox.geuse("enqueue", "-", input: lines.joined(separator: "\n")).exits(0)
      #expect(ended.ids == Array(1...10_000))
    }
  }
}
