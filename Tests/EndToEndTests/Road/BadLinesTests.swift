import Foundation
import Testing

extension EndToEnd {
  /// Files of jobs that cannot be: told by line and field, and nothing is written.
  @Suite struct BadLinesTests {
    struct Case: Sendable, CustomTestStringConvertible {
      let name: String
      let text: String
      /// What standard error must say, a line each.
      let messages: [String]
      var testDescription: String { name }
    }

    private static let good = #"{"kind":"launch","unique_key":"good"}"#

    static let cases = [
      Case(
        name: "no JSON", text: "\(good)\nkind: launch\n",
        messages: ["line 2: not JSON at column 1: expected a value"]),
      Case(
        name: "cut off", text: "\(good)\n{\"kind\":\"launch\",\"spec\":{\"name\":\"we",
        messages: ["line 2: not JSON at column 36: the text ends within quotes"]),
      Case(
        name: "an array of all", text: "[\(good)]", messages: ["line 1: not a JSON object"]),
      Case(
        name: "a strange kind and a strange field", text: "\(good)\n\n{\"kind\":\"lunch\",\"pirority\":1}\n",
        messages: [
          "line 3: kind 'lunch' is not valid: launch, wait, tag, terminate",
          "line 3: pirority is no field of a job: did you mean 'priority'?",
        ]),
      Case(
        name: "a flag's name for a list's",
        text: #"{"kind":"launch","spec":{"instance_type":"m5.large","markets":["spott"]}}"#,
        messages: [
          "line 1: spec.markets[0] 'spott' is not valid: on-demand, spot",
          "line 1: spec.instance_type is no field of the spec of a launch: did you mean 'instance_types'?",
        ]),
      Case(
        name: "what EC2 would refuse",
        text: #"{"kind":"launch","spec":{"image_id":"ami-XYZ","root_volume_size":0,"max_price":"0.1"}}"#,
        messages: [
          "line 1: spec.image_id 'ami-XYZ' is not valid: an id such as",
          "line 1: spec.max_price '0.1' is not valid: only together with the market 'spot'",
          "line 1: spec.root_volume_size '0' is not valid: 1 to 65536 GiB",
        ]),
      Case(
        name: "after nobody", text: "\(good)\n{\"kind\":\"wait\",\"after\":\"goood\"}",
        messages: ["line 2: after 'goood' is not valid: the unique_key of another line, or a stored job's id"]),
      Case(
        name: "a circle",
        text: """
          {"kind":"launch","unique_key":"a","after":"c"}
          {"kind":"launch","unique_key":"b","after":"a"}
          {"kind":"launch","unique_key":"c","after":"b"}
          """,
        messages: ["line 1: after goes round in a circle: line 1 after line 3 after line 2 after line 1"]),
      Case(
        name: "a key twice", text: "\(good)\n\(good)",
        messages: ["line 2: unique_key 'good' is not valid: line 1 has it already"]),
      Case(
        name: "user data that would be lost",
        text: #"{"kind":"launch","spec":{"user_data_size":12}}"#,
        messages: ["line 1: spec.user_data_size '12' is not valid: the size of the user data beside it, 0 bytes"]),
      Case(
        name: "user data that is too much",
        text: #"{"kind":"launch","spec":{"user_data":"\#(String(repeating: "x", count: 17_000))"}}"#,
        messages: ["line 1: spec.user_data '17000 bytes' is not valid: at most 16384 bytes (16 KiB)"]),
      Case(
        name: "a line without end",
        text: #"{"kind":"launch","spec":{"name":"\#(String(repeating: "x", count: 1 << 20))"}}\#n\#(good)"#,
        messages: ["line 1: longer than 1048576 bytes"]),
      Case(
        name: "times and numbers",
        text: #"{"kind":"launch","run_at":"tomorrow","retry_for":"soon","max_failures":0,"priority":1.5}"#,
        messages: [
          "line 1: priority '1.5' is not valid: a whole number",
          "line 1: run_at 'tomorrow' is not valid: a time such as",
          "line 1: max_failures '0' is not valid: a whole number from 1 to 1000",
          "line 1: retry_for 'soon' is not valid: a duration such as 90s, 15m, 6h or 7d",
        ]),
      Case(
        name: "a wait for nothing, a tag of nothing", text: #"{"kind":"wait"}\#n{"kind":"tag","after":1}"#,
        messages: [
          "line 1: spec.instance_id is missing: an instance id, or a job",
          "line 2: spec.tags is missing: at least one tag to set",
        ]),
    ]

    @Test(arguments: cases) func isRefusedByLineAndFieldAndNothingIsWritten(_ bad: Case) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let file = try sandbox.file("jobs.jsonl", Array(bad.text.utf8))
      for arguments in [["enqueue", file], ["enqueue", file, "--dry-run"]] {
        let ended = try await sandbox.geuse(arguments).exits(64).speaksAsGeuse()
        let lines = ended.error.split(separator: "\n").map(String.init)
        #expect(lines.count == bad.messages.count, "\(ended)")
        for (line, message) in zip(lines, bad.messages) { #expect(line.hasPrefix("geuse: \(message)"), "\(ended)") }
        #expect(ended.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: sandbox.database), "the database was created")
      }
    }

    @Test func onlyTheFirstTwentyOfManyAreSpeltOut() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let text = String(repeating: "{\"kind\":\"lunch\"}\n", count: 1_500)
      let ended = try await sandbox.geuse("enqueue", "-", input: text).exits(64).speaksAsGeuse()
      #expect(ended.error.split(separator: "\n").count == 21)
      #expect(ended.error.hasSuffix("geuse: and 1480 more\n"))
    }

    @Test func aFileThatIsNotThereAndARegionThatIsNone() async throws {
      let sandbox = try Sandbox()
      let missing = try await sandbox.geuse("enqueue", "no.jsonl").exits(64).speaksAsGeuse()
      #expect(missing.error == "geuse: 'no.jsonl' cannot be read: there is no such file\n")
      try await sandbox.geuse("enqueue", sandbox.folder.path).exits(64)
      let nowhere = try await sandbox.geuse("enqueue", "-", input: Self.good).exits(64).speaksAsGeuse()
      #expect(nowhere.error.contains("line 1: region is missing, and there is no other: no region: give --region"))
      let mars = try await sandbox.geuse("enqueue", "-", "--region", "mars", input: Self.good).exits(64)
      #expect(mars.error.contains("line 1: region is missing, and there is no other") && mars.error.contains("mars"))
      #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    }
  }
}
