import Foundation
import Testing

extension EndToEnd {
  @Suite struct InputJSONTests {
    @Test(arguments: ["launch", "wait", "tag", "terminate", "requeue", "cancel"])
    func theSkeletonIsAnObjectThatTheVerbTakes(_ verb: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let skeleton = try await sandbox.geuse(verb, "--generate-cli-skeleton").exits(0)
      let members = try #require(JSONSerialization.jsonObject(with: Data(skeleton.output.utf8)) as? [String: Any])
      #expect(members.count > 5)
      let file = try sandbox.file("input.json", Array(skeleton.output.utf8))
      let taken = try await sandbox.geuse(verb, "--cli-input-json", "file://\(file)")
      // Only a launch needs nothing to be named.
      taken.exits(verb == "launch" ? 0 : 64)
      #expect(verb == "launch" || taken.error.contains("nothing to") || taken.error.contains("--tag"), "\(taken)")
    }

    @Test func aFlagWinsOverItsMember() async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let json = """
        {"instance_types": ["m5.large", "m6i.large"], "tags": {"Team": "ops"}, "count": 3, "then_wait": true,
         "security_group_ids": ["sg-0123456789abcdef0"], "name": null, "encrypted": false, "user_data": "--x"}
        """
      let jobs: [SpecOnly] = try await sandbox.geuse(
        "launch", "--count", "1", "--cli-input-json", json, "--output", "json"
      ).exits(0).json()
      #expect(jobs.count == 2)
      let spec = try #require(jobs.first?.spec)
      #expect(spec.instanceTypes == ["m5.large", "m6i.large"] && spec.tags == ["Team": "ops"])
      #expect(spec.securityGroupIds == ["sg-0123456789abcdef0"] && spec.userDataSize == 3)
    }

    struct SpecOnly: Decodable {
      struct Spec: Decodable {
        let instanceTypes: [String]?
        let tags: [String: String]?
        let securityGroupIds: [String]?
        let userDataSize: Int?
      }
      let spec: Spec
    }

    @Test(arguments: [
      (#"{"instance_typs": []}"#, "did you mean 'instance_types'"), (#"{"count": {}}"#, "count"),
      (#"{"count": "x"}"#, "--count"), (#"{"then_wait": 1}"#, "true or false"), ("[]", "an object"), ("{", "JSON"),
      (#"{"tags": {"a": []}}"#, "texts as values"), ("file:///nowhere.json", "no such file"),
    ])
    func isRefusedAndNothingIsWritten(_ json: String, _ words: String) async throws {
      let sandbox = try Sandbox(["AWS_REGION": "us-east-1"])
      let refused = try await sandbox.geuse("launch", "--cli-input-json", json).exits(64)
      #expect(refused.error.contains(words), "\(refused)")
      refused.expectNoDatabase(sandbox)
    }
  }
}
