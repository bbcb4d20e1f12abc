import Foundation
import Testing

extension EndToEnd {
  /// What scripts read: columns, keys, lines.
  @Suite struct OutputTests {
    private static let jobKeys: Set<String> = [
      "id", "kind", "state", "queue", "priority", "failures", "max_failures", "rescues", "run_at", "deadline",
      "created_at", "started_at", "finished_at", "unique_key", "after", "deployment", "region", "spec", "result",
      "error", "attempts",
    ]
    private static let resultKeys: Set<String> = [
      "instance_id", "instance_type", "is_spot", "spot_request_id", "public_ip", "private_ip", "state", "launch_time",
      "ami_id", "subnet_id", "availability_zone", "created_by_geusemaker",
    ]
    private static let attemptKeys: Set<String> = [
      "number", "started_at", "finished_at", "worker", "rung", "calls", "outcome", "code", "class", "message",
      "request_id",
    ]
    private static let secret = "s3cr3t-of-the-instance"

    @Test func theJSONOfAJobHasTheFieldsOfTheContract() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let made = try await sandbox.geuse("launch", "--then-wait", "--output", "json", "--follow").exits(0)
        for job in try JSON.objects(made.output) {
          #expect(JSON.keys(job) == Self.jobKeys.union(["existing"]))
          #expect(JSON.keys(job["result"]) == Self.resultKeys)
        }
        try await sandbox.geuse("launch", "--key-name", "nobody", "--follow").exits(1)
        for command in [["list"], ["status", "1", "2", "3"]] {
          let shown = try await sandbox.geuse(command + ["--output", "json"]).exits(0)
          let jobs = try JSON.objects(shown.output)
          #expect(jobs.count == 3)
          for job in jobs {
            #expect(JSON.keys(job) == Self.jobKeys)
            for attempt in job["attempts"] as? [Any] ?? [] { #expect(JSON.keys(attempt) == Self.attemptKeys) }
          }
          let failed = jobs.first { $0["state"] as? String == "failed" }
          #expect(JSON.keys(failed?["error"]) == ["code", "class", "message", "hint", "request_id"])
        }
        let queue = try await sandbox.geuse("status", "--output", "json").exits(0)
        #expect(
          try JSON.objects("[\(queue.output)]").map { JSON.keys($0) } == [
            ["jobs", "oldest", "workers", "closings", "halted_regions", "pauses", "orders", "calls"]
          ])
      }
    }

    @Test func theSpecOfALaunchIsItsFlags() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "eu-west-1"])
      try await sandbox.geuse(
        "launch", "--instance-type", "m7g.large", "--market", "spot", "--max-price", "0.05", "--key-name", "ops",
        "--security-group-ids", "sg-0123456789abcdef0", "--tag", "a=b=c", "--name", "web", "--encrypted"
      ).exits(0)
      let shown = try await sandbox.geuse("status", "1", "--output", "json").exits(0)
      let job = try #require(try JSON.objects(shown.output).first)
      let spec = try #require(job["spec"] as? [String: Any])
      #expect(job["region"] as? String == "eu-west-1")
      #expect(spec["instance_types"] as? [String] == ["m7g.large"])
      #expect(spec["markets"] as? [String] == ["spot"])
      #expect(spec["max_price"] as? String == "0.05")
      #expect(spec["key_name"] as? String == "ops")
      #expect(spec["security_group_ids"] as? [String] == ["sg-0123456789abcdef0"])
      #expect(spec["tags"] as? [String: String] == ["a": "b=c"])
      #expect(spec["name"] as? String == "web")
      #expect(spec["encrypted"] as? Bool == true)
      #expect(spec["root_volume_size"] as? Int == 20)
      #expect(spec["root_volume_type"] as? String == "gp3")
      for name in ["run_at", "created_at"] {
        #expect((job[name] as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
      }
    }

    @Test func textHasColumnsAndIdsAlone() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        try await sandbox.geuse("launch", "--count", "2", "--then-wait", "--follow").exits(0)
        let list = try await sandbox.geuse("list").exits(0)
        #expect(
          list.lines[0].split(separator: " ").map(String.init)
            == ["ID", "KIND", "STATE", "TRIES", "AGE", "INSTANCE", "WHERE", "DETAIL"])
        #expect(list.lines.dropFirst().compactMap { $0.split(separator: " ").first } == ["4", "3", "2", "1"])
        #expect(try await sandbox.geuse("list", "--kind", "wait", "-q").exits(0).output == "4\n2\n")
        #expect(try await sandbox.geuse("list", "--limit", "1", "-q").exits(0).output == "4\n")
        let attempts = try await sandbox.geuse("status", "1", "2", "--attempts").exits(0)
        #expect(attempts.output.contains("job 1, attempts:"))
        #expect(attempts.lines.contains { $0.hasPrefix("TRY") && $0.contains("OUTCOME") })
        let status = try await sandbox.geuse("status").exits(0)
        #expect(status.lines.first?.hasPrefix("JOBS") == true)
        #expect(status.lines.contains { $0.split(separator: " ") == ["launch", "2", "-"] })
        let lines = try await sandbox.geuse("list", "--output", "jsonl").exits(0).lines
        #expect(try lines.map { try JSON.objects("[\($0)]")[0]["id"] as? Int } == [4, 3, 2, 1])
      }
    }

    @Test func userDataIsNeverShownUnlessAskedFor() async throws {
      try await SimulatorProcess.during { simulator in
        let sandbox = try simulator.sandbox()
        let encoded = Data(Self.secret.utf8).base64EncodedString()
        let bytes = try sandbox.file("bytes", [0xFF] + Array(Self.secret.utf8))
        let worker = try await sandbox.geuse(
          "launch", "--user-data", Self.secret, "--output", "json", "--follow")
        var said = [worker.exits(0)]
        for command in [["list"], ["status", "1", "--attempts"], ["status"]] {
          for format in ["text", "json", "jsonl"] {
            said.append(try await sandbox.geuse(command + ["--output", format]).exits(0))
          }
        }
        try await sandbox.geuse("launch", "--user-data", Self.secret).exits(0)
        said.append(try await sandbox.geuse("worker", "--until-drained", "--log-level", "trace").exits(0))
        for ended in said {
          for text in [Self.secret, encoded] {
            #expect(!ended.output.contains(text) && !ended.error.contains(text), "\(ended.command)")
          }
        }
        let asked = try await sandbox.geuse("status", "1", "--output", "json", "--show-user-data").exits(0)
        #expect(asked.output.contains(Self.secret), "\(asked)")
        try await sandbox.geuse("launch", "--user-data", "file://\(bytes)").exits(0)
        let binary = try await sandbox.geuse("status", "3", "--output", "json", "--show-user-data").exits(0)
        #expect(binary.output.contains("\"user_data_base64\""), "\(binary)")
      }
    }
  }
}
