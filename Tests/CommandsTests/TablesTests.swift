import JobModel
import Operations
import Testing

@testable import Commands

@Suite struct TablesTests {
  private static let now = Timestamp.seconds(100)

  @Test func columnsAreAsWideAsTheirWidestCell() {
    var table = TextTable(["A", "LONG", "LAST"])
    table.rows = [["wide", "x", "y"], ["z", "", ""]]
    #expect(table.render() == "A     LONG  LAST\nwide  x     y\nz")
  }

  @Test(
    arguments: [
      (JobRecord.sample(), ""),
      (.sample(runAt: .seconds(190)), "in 1m 30s"),
      (.sample(.blocked, after: 3), "after 3"),
      (.sample(.running, cancelRequested: true), "cancel requested"),
      (
        .sample(runAt: .seconds(115), error: .noCapacity),
        "in 15s; InsufficientInstanceCapacity: no capacity for it"
      ),
      (.sample(.failed, error: .noCapacity), "InsufficientInstanceCapacity: no capacity for it"),
    ])
  func theDetailFitsTheState(_ job: JobRecord, detail: String) {
    #expect(JobTable.detail(job, now: Self.now) == detail)
  }

  @Test func theDetailSaysWhatARequeueWaitsForAndWhatIsGone() {
    var job = JobRecord.sample(runAt: .seconds(115), error: .noCapacity)
    job.hasPendingChanges = true
    #expect(
      JobTable.detail(job, now: Self.now)
        == "in 15s; its open request is settled first; its changes apply if that launched nothing; "
        + "InsufficientInstanceCapacity: no capacity for it")
    var gone = JobRecord.sample(.succeeded, result: .instance)
    #expect(JobTable.detail(gone, now: Self.now).isEmpty)
    gone.instanceGoneAt = .seconds(50)
    #expect(JobTable.detail(gone, now: Self.now) == "instance gone")
  }

  @Test func instancesAreOneALine() {
    guard case .resource(let resource) = JobResult.instance else { return }
    let living = InstanceRecord(
      resource: resource, region: "us-east-1", job: 7, deployment: "web", recordedAt: .seconds(40), goneAt: nil)
    var gone = living
    gone.resource.availabilityZone = nil
    gone.resource.publicIP = nil
    gone.resource.isSpot = true
    gone.deployment = nil
    gone.goneAt = .seconds(90)
    let lines = InstanceTable.render([living, gone], now: Self.now).split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    #expect(
      lines[0] == [
        "INSTANCE", "TYPE", "MARKET", "ZONE", "STATE", "PUBLIC", "PRIVATE", "JOB", "DEPLOYMENT", "LAUNCHED",
      ])
    let id = "i-0123456789abcdef0"
    #expect(
      lines[1] == [
        id, "t3.medium", "on-demand", "us-east-1b", "running", "203.0.113.9", "10.0.0.9", "7", "web", "1m", "ago",
      ])
    #expect(
      lines[2] == [
        id, "t3.medium", "spot", "us-east-1", "gone", "10s", "ago", "-", "10.0.0.9", "7", "-", "1m", "ago",
      ])
  }

  @Test(
    arguments: [
      (JobRecord.sample(), "us-east-1"),
      (.sample(spec: .launch(LaunchSpec(availabilityZones: ["us-east-1d"]))), "us-east-1d"),
      (.sample(spec: .launch(LaunchSpec(subnetIDs: ["subnet-0aaaaaaa"]))), "subnet-0aaaaaaa"),
      (.sample(.succeeded, result: .instance), "us-east-1b"),
      (.sample(spec: .wait(WaitSpec(instanceID: "i-0aaaaaaa"))), "us-east-1"),
    ])
  func aJobIsWhereItsInstanceIs(_ job: JobRecord, place: String) {
    #expect(job.place == place)
  }

  @Test func attemptsAreOneALine() {
    let attempts = [
      Attempt(
        number: 1, startedAt: .seconds(10), finishedAt: .seconds(12), worker: "a:1:x",
        rung: LaunchSpec(availabilityZones: ["us-east-1a"]).rung, calls: 3, outcome: .retrying, error: .noCapacity),
      Attempt(
        number: 2, startedAt: .seconds(30), finishedAt: nil, worker: "a:1:x", rung: nil, calls: 0, outcome: .running,
        error: nil),
    ]
    let text = AttemptTable.render(of: .sample(.running, error: .noCapacity, attempts: attempts), now: Self.now)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "job 7, attempts:")
    #expect(lines[2].hasPrefix("1    1970-01-01T00:00:10.000Z  2s"))
    #expect(lines[2].hasSuffix("retrying  InsufficientInstanceCapacity  no capacity for it"))
    #expect(
      lines[3].split(separator: " ") == [
        "2", "1970-01-01T00:00:30.000Z", "1m", "10s", "so", "far", "0", "-", "running", "-",
      ])
    #expect(lines.last == "next: geuse requeue 7")
  }
}

extension LaunchSpec {
  fileprivate var rung: Rung {
    Rung(
      market: markets[0], instanceType: instanceTypes[0], availabilityZone: availabilityZones.first, subnetID: nil,
      imageID: nil)
  }
}
