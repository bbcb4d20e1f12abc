import Foundation
import JobModel
import Operations
import Testing

@Suite("A job as JSON")
struct JobViewTests {
  private static func record(_ spec: JobSpec, result: JobResult? = nil, error: JobError? = nil) -> JobRecord {
    JobRecord(
      id: 7, state: .ready, queue: "default", priority: 0, failures: 0, maxFailures: 5, rescues: 0,
      runAt: Timestamp(rawValue: 2_000), deadline: nil, createdAt: Timestamp(rawValue: 1_000), startedAt: nil,
      finishedAt: nil, uniqueKey: nil, after: nil, deployment: nil, region: "us-east-1", spec: spec, result: result,
      error: error, cancelRequested: false, hasOpenRequest: false, attempts: [])
  }

  private static func json(_ view: JobView) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: try JSONEncoder().encode(view)) as? [String: Any])
  }

  @Test func everyFieldOfTheContractIsThereEvenWhereItIsNull() throws {
    let json = try Self.json(JobView(Self.record(.wait(WaitSpec())), now: Timestamp(rawValue: 1_500)))
    let contract = [
      "id", "kind", "state", "queue", "priority", "failures", "max_failures", "rescues", "run_at", "deadline",
      "created_at", "started_at", "finished_at", "unique_key", "after", "deployment", "region", "spec", "result",
      "error",
      "attempts",
    ]
    #expect(Set(json.keys) == Set(contract))
    #expect(json["state"] as? String == "scheduled")
    #expect(json["deadline"] is NSNull)
    #expect(json["run_at"] as? String == "1970-01-01T00:00:02.000Z")
  }

  @Test func userDataIsShownOnlyWhenAskedFor() throws {
    let record = Self.record(.launch(LaunchSpec(userData: Data("secret".utf8))))
    let hidden = try JSONEncoder().encode(JobView(record, now: Timestamp(rawValue: 0)))
    let shown = try JSONEncoder().encode(JobView(record, now: Timestamp(rawValue: 0), showsUserData: true))
    #expect(!String(decoding: hidden, as: UTF8.self).contains("secret"))
    #expect(String(decoding: hidden, as: UTF8.self).contains("\"user_data_size\":6"))
    #expect(String(decoding: shown, as: UTF8.self).contains("\"user_data\":\"secret\""))
  }

  @Test func userDataThatIsNoTextIsShownInBase64() throws {
    let record = Self.record(.launch(LaunchSpec(userData: Data([0xFF, 0x00]))))
    let json = try Self.json(JobView(record, now: Timestamp(rawValue: 0), showsUserData: true))
    let spec = try #require(json["spec"] as? [String: Any])
    #expect(spec["user_data"] == nil)
    #expect(spec["user_data_base64"] as? String == "/wA=")
    #expect(spec["user_data_size"] as? Int == 2)
  }

  @Test func anInstanceThatIsGoneIsNotShownAsItWasLeft() throws {
    let resource = EC2Resource(
      instanceID: "i-1", instanceType: "t3.medium", isSpot: false, state: "pending", amiID: "ami-1",
      createdByGeusemaker: true)
    var record = Self.record(.launch(LaunchSpec()), result: .resource(resource))
    func state() throws -> String? {
      let result = try Self.json(JobView(record, now: Timestamp(rawValue: 0)))["result"] as? [String: Any]
      return result?["state"] as? String
    }
    #expect(try state() == "pending")
    record.instanceGoneAt = Timestamp(rawValue: 5)
    #expect(try state() == "terminated")
  }

  @Test func anInstanceHasTheSeedsFields() throws {
    let resource = EC2Resource(
      instanceID: "i-1", instanceType: "t3.medium", isSpot: false, state: "running", amiID: "ami-1",
      createdByGeusemaker: true)
    let json = try Self.json(
      JobView(Self.record(.launch(LaunchSpec()), result: .resource(resource)), now: Timestamp(rawValue: 0)))
    let result = try #require(json["result"] as? [String: Any])
    #expect(
      Set(result.keys) == [
        "instance_id", "instance_type", "is_spot", "spot_request_id", "public_ip", "private_ip", "state", "launch_time",
        "ami_id", "subnet_id", "availability_zone", "created_by_geusemaker",
      ])
  }

  @Test func anErrorSaysWhatToDoNext() throws {
    let error = JobError(code: "C", class: .capacity, message: "m", hint: "h")
    let json = try Self.json(JobView(Self.record(.wait(WaitSpec()), error: error), now: Timestamp(rawValue: 0)))
    let shown = try #require(json["error"] as? [String: Any])
    #expect(shown["class"] as? String == "capacity")
    #expect(shown["hint"] as? String == "h")
    #expect(shown["request_id"] is NSNull)
    #expect(json["state"] as? String == "retrying")
  }
}
