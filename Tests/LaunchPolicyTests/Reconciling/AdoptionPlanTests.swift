import EC2
import JobModel
import LaunchPolicy
import Testing

@Suite("Which launch an unknown instance is given to")
struct AdoptionPlanTests {
  private static func instance(
    _ id: String = "i-1", uuid: String = "u1", type: String = "t3.medium", spot: Bool = false,
    zone: String = "us-east-1a",
    key: String? = nil, tags: [String: String] = [:], launched: Int64 = 0
  ) -> ListedInstance {
    let ours = [
      "Name": "geuse-default", "geusemaker:managed": "true", "geusemaker:deployment": "default",
      "geusemaker:queue": "q", "geusemaker:request": uuid,
    ]
    return ListedInstance(
      requestUUID: uuid, clientToken: "geuse-\(uuid)", ordinal: 0,
      resource: EC2Resource(
        instanceID: id, instanceType: type, isSpot: spot, state: "running", launchTime: .seconds(launched),
        amiID: "ami-0123456789abcdef0",
        subnetID: zone == "us-east-1a" ? "subnet-0123456789abcdef0" : "subnet-0123456789abcdef1",
        availabilityZone: zone, createdByGeusemaker: true),
      keyName: key, tags: ours.merging(tags) { $1 })
  }

  private static func job(
    _ id: JobID, _ spec: LaunchSpec = LaunchSpec(), state: JobState = .ready, deployment: String? = nil,
    hasOpenRequest: Bool = false
  ) -> JobRecord {
    JobRecord(
      id: id, state: state, queue: "default", priority: 0, failures: 0, maxFailures: 5, rescues: 0, runAt: .seconds(0),
      deadline: nil, createdAt: .seconds(0), startedAt: nil, finishedAt: nil, uniqueKey: nil, after: nil,
      deployment: deployment, region: "us-east-1", spec: .launch(spec), result: nil, error: nil, cancelRequested: false,
      hasOpenRequest: hasOpenRequest, attempts: [])
  }

  @Test(arguments: [
    (instance(), LaunchSpec(), true),
    (instance(type: "m5.large"), LaunchSpec(instanceTypes: ["t3.medium", "m5.large"]), true),
    (instance(type: "m5.large"), LaunchSpec(), false),
    (instance(spot: true), LaunchSpec(), false),
    (instance(spot: true), LaunchSpec(markets: [.spot, .onDemand]), true),
    (instance(zone: "us-east-1b"), LaunchSpec(availabilityZones: ["us-east-1a"]), false),
    (instance(zone: "us-east-1b"), LaunchSpec(availabilityZones: ["all"]), true),
    (instance(), LaunchSpec(subnetIDs: ["subnet-0123456789abcdef0"]), true),
    (instance(), LaunchSpec(subnetIDs: ["subnet-0123456789abcdef2"]), false),
    (instance(key: "demo"), LaunchSpec(), false),
    (instance(key: "demo"), LaunchSpec(keyName: "demo"), true),
    (instance(tags: ["Name": "web"]), LaunchSpec(), false),
    (instance(tags: ["Name": "web"]), LaunchSpec(name: "web"), true),
    (instance(tags: ["Team": "a"]), LaunchSpec(tags: ["Team": "a"]), true),
    (instance(tags: ["Team": "b"]), LaunchSpec(tags: ["Team": "a"]), false),
    // What a tag job added since does not keep it from its launch.
    (instance(tags: ["Added": "later"]), LaunchSpec(), true),
    (instance(tags: ["geusemaker:deployment": "blue", "Name": "geuse-blue"]), LaunchSpec(), false),
  ])
  func fits(_ instance: ListedInstance, _ spec: LaunchSpec, _ isExpected: Bool) {
    #expect(AdoptionPlan.fits(instance, Self.job(1, spec)) == isExpected)
  }

  private func plan(_ instances: [ListedInstance], _ jobs: [JobRecord], terminates: Bool = false) -> [[JobID?]] {
    AdoptionPlan.requests(instances, jobs: jobs, region: "us-east-1", terminates: terminates)
      .map { $0.slots.map(\.job) }
  }

  @Test func everyLaunchIsGivenOneInstanceAndTheOldestComesFirst() {
    let instances = [
      Self.instance("i-2", uuid: "u2", launched: 2), Self.instance("i-1", uuid: "u1", launched: 1),
      Self.instance("i-3", uuid: "u3", launched: 3),
    ]
    #expect(plan(instances, [Self.job(2), Self.job(1)]) == [[1], [2], [nil]])
  }

  @Test func freeLaunchesComeBeforeThoseWithAnOpenRequestAndFailedOnesLast() {
    let jobs = [
      Self.job(1, state: .failed), Self.job(2, hasOpenRequest: true), Self.job(3), Self.job(4, state: .running),
    ]
    let instances = (1...4).map { Self.instance("i-\($0)", uuid: "u\($0)", launched: Int64($0)) }
    #expect(plan(instances, jobs) == [[3], [2], [1], [nil]])
  }

  @Test func whatIsToBeTerminatedTakesNobodysPlace() {
    #expect(plan([Self.instance()], [Self.job(1)], terminates: true) == [[nil]])
  }

  @Test func aJobOfItsOwnAsksForJustThatInstance() throws {
    let instance = Self.instance(
      spot: true, key: "demo", tags: ["Name": "web", "Team": "a", "geusemaker:deployment": "blue", "aws:x": "y"])
    let request = try #require(AdoptionPlan.requests([instance], jobs: [], region: "us-east-1").first)
    let job = request.slots[0].otherwise
    #expect(job.deployment == "blue" && job.region == "us-east-1")
    let expected = LaunchSpec(
      instanceTypes: ["t3.medium"], subnetIDs: ["subnet-0123456789abcdef0"], markets: [.spot],
      imageID: "ami-0123456789abcdef0",
      keyName: "demo", tags: ["Name": "web", "Team": "a"])
    #expect(job.spec == .launch(expected))
    #expect(expected.problems().isEmpty)
  }

  /// The owner of an instance may copy its tags to another one; its client token is its launch's alone.
  @Test(arguments: [("geuse-u1", true), ("geuse-u2", false), ("by-hand", false), (nil, false)])
  func tagsAloneMakeNoInstanceOurs(token: String?, isOurs: Bool) {
    let instance = Instance(
      instanceID: "i-1", state: "running", clientToken: token,
      tags: ["geusemaker:request": "u1", "geusemaker:queue": "q"])
    #expect((ListedInstance(instance) != nil) == isOurs)
  }
}
