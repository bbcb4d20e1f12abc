import Foundation
import Testing

extension EndToEnd {
  /// What geuse prints and reads is what docs/schema says.
  @Suite struct SchemaTests {
    private struct Verdict: Decodable {
      let errors: [String]
      let passed: [String]
      let mutations: Int
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/schema")

    private func check(_ schema: String, _ lines: [String]) async throws -> Verdict {
      try await PythonScript.checkSchema.run(
        [:], Self.folder.appending(path: "\(schema).schema.json").path, input: lines.joined(separator: "\n"))
    }

    @Test func everyJobThatIsPrintedIsAsTheSchemaSays() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let full = [
          "launch", "--market", "spot", "--max-price", "0.5", "--market", "on-demand", "--ladder-order",
          "zone,type,market", "--availability-zone", "us-east-1b", "--user-data", "hi", "--name", "web", "--deployment",
          "web", "--unique-key", "k", "--tag", "a=b", "--then-wait", "--terminate-on-failure", "--output", "jsonl",
        ]
        var printed = try await sandbox.geuse(full).exits(0).lines
        printed += try await sandbox.geuse("launch", "--key-name", "nobody", "--output", "jsonl").exits(0).lines
        printed += try await sandbox.geuse("launch", "--run-at", "+1h", "--output", "jsonl").exits(0).lines
        for verb in [["tag", "1", "--tag", "c=d"], ["wait", "1", "--for", "instance-running"], ["terminate", "3"]] {
          printed += try await sandbox.geuse(verb + ["--output", "jsonl"]).exits(0).lines
        }
        printed += try await sandbox.geuse("launch", "--key-name", "nobody", "--output", "jsonl").exits(0).lines
        try await sandbox.geuse("worker", "--until-idle").exits(0)
        printed += try await sandbox.geuse("list", "--output", "jsonl").exits(0).lines
        printed += try await sandbox.geuse("terminate", "1", "--output", "jsonl", "--follow").exits(0).lines
        printed += try await sandbox.geuse("cancel", "4", "--output", "jsonl").exits(0).lines
        let change = ["requeue", "1", "--instance-type", "m5.large", "--priority", "3", "--output", "jsonl"]
        printed += try await sandbox.geuse(change + ["--dry-run"]).exits(0).lines
        printed += try await sandbox.geuse(change).exits(0).lines
        printed += try await sandbox.geuse("list", "--output", "jsonl", "--show-user-data").exits(0).lines
        let verdict = try await check("job", printed)
        #expect(verdict.errors.isEmpty, "\(verdict.errors.prefix(5))")
        #expect(verdict.passed.isEmpty, "mutations that pass: \(verdict.passed.prefix(5))")
        #expect(printed.count > 25 && verdict.mutations > 500)
        let states = try Set(printed.map { try JSON.objects("[\($0)]")[0]["state"] as? String })
        #expect(states.isSuperset(of: ["blocked", "scheduled", "ready", "succeeded", "failed", "cancelled"]))

        let instances = try await sandbox.geuse("instances", "--output", "jsonl").exits(0).lines
        let known = try await check("instance", instances)
        #expect(known.errors.isEmpty && known.passed.isEmpty && known.mutations > 30, "\(known)")
      }
    }

    @Test func everyLineThatIsEnqueuedIsAsTheSchemaSays() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let setup = try sandbox.file("setup.sh", Array("hi".utf8))
      let lines = [
        #"{"kind":"launch"}"#,
        #"""
        {"kind":"launch","unique_key":"a","queue":"q","priority":-1,"run_at":"+1h","deployment":"d","region":"eu-west-1","max_failures":2,"retry_for":"90m","spec":{"instance_types":["m5.large"],"availability_zones":["all"],"markets":["spot"],"ladder_order":["zone","type","market"],"max_price":"0.1","image_id":"resolve:ssm:/golden","security_group_ids":["sg-0aaaaaaa"],"key_name":"ops","iam_instance_profile":"web","user_data_base64":"aGk=","user_data_size":2,"root_volume_size":40,"root_volume_type":"io2","encrypted":true,"associate_public_ip_address":true,"placement_group":"near","name":"web","tags":{"a":"b"}}}
        """#,
        #"{"kind":"launch","after":"a","spec":{"subnet_ids":["subnet-0aaaaaaa"],"architecture":"arm64","user_data":"hi"}}"#,
        #"{"kind":"launch","spec":{"capacity_reservation_id":"cr-0aaaaaaa","user_data_file":"\#(setup)"}}"#,
        #"{"kind":"wait","after":"a","spec":{"for":"instance-running","timeout":5,"checks_timeout":6,"terminate_on_failure":true}}"#,
        #"{"kind":"tag","after":"a","spec":{"tags":{"a":"b"}}}"#,
        #"{"kind":"terminate","spec":{"instance_id":"i-0aaaaaaa"}}"#,
      ]
      try await sandbox.geuse("enqueue", "-", "--dry-run", input: lines.joined(separator: "\n")).exits(0)
      let verdict = try await check("enqueue", lines)
      #expect(verdict.errors.isEmpty, "\(verdict.errors)")
      #expect(verdict.passed.isEmpty, "mutations that pass: \(verdict.passed)")
      // What geuse refuses by a field's name, its type or its words, the schema refuses too.
      for bad in [
        #"{}"#, #"{"kind":"lunch"}"#, #"{"kind":"launch","spec":{"instance_type":"t3"}}"#,
        #"{"kind":"launch","spec":{"markets":["futures"]}}"#, #"{"kind":"launch","spec":{"encrypted":"yes"}}"#,
        #"{"kind":"wait"}"#, #"{"kind":"tag","after":1}"#, #"{"kind":"launch","after":0}"#,
        #"{"kind":"launch","retry_for":60}"#, #"{"kind":"launch","max_failures":0}"#,
      ] {
        try await sandbox.geuse("enqueue", "-", input: bad).exits(64)
        #expect(try await check("enqueue", [bad]).errors.isEmpty == false, "\(bad)")
      }
    }
  }
}
