import EC2
import JobModel
import LaunchPolicy
import Testing

@Suite("Whether a wait is over")
struct WaitVerdictTests {
  enum Expected {
    case reached
    case failed(String)
    case waiting(since: Int64?)
  }

  struct Case: CustomTestStringConvertible {
    let name: String
    var goal = WaitSpec.Goal.statusOK
    var state: String?
    var checks: (String, String)?
    var now: Int64 = 10
    var runningSince: Int64?
    let expected: Expected
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "pending", state: "pending", expected: .waiting(since: nil)),
    Case(name: "pending too long", state: "pending", now: 300, expected: .failed("WaitTimeout")),
    Case(name: "running is the goal", goal: .running, state: "running", expected: .reached),
    Case(
      name: "running, checks to come", state: "running", checks: ("initializing", "initializing"),
      expected: .waiting(since: 10)),
    Case(
      name: "one check passed", state: "running", checks: ("ok", "initializing"), runningSince: 5,
      expected: .waiting(since: 5)),
    Case(name: "both passed", state: "running", checks: ("ok", "ok"), expected: .reached),
    Case(name: "no status yet", state: "running", expected: .waiting(since: 10)),
    Case(
      name: "checks in time after a slow boot", state: "running", checks: ("initializing", "ok"), now: 700,
      runningSince: 290, expected: .waiting(since: 290)),
    Case(
      name: "checks too slow", state: "running", checks: ("initializing", "ok"), now: 890, runningSince: 290,
      expected: .failed("WaitTimeout")),
    Case(name: "impaired", state: "running", checks: ("ok", "impaired"), expected: .failed("InstanceImpaired")),
    Case(name: "dies at once", state: "shutting-down", expected: .failed("Client.VolumeLimitExceeded")),
    Case(name: "dead", goal: .running, state: "terminated", expected: .failed("Client.VolumeLimitExceeded")),
    Case(name: "stopped", state: "stopped", expected: .failed("InstanceStopped")),
    Case(name: "not visible yet", expected: .waiting(since: nil)),
    Case(name: "never visible", now: 120, expected: .failed("InvalidInstanceID.NotFound")),
    Case(name: "one list lags", checks: ("ok", "ok"), now: 150, expected: .waiting(since: nil)),
    Case(
      name: "one list lags past the time-out", checks: ("ok", "ok"), now: 900, runningSince: 290,
      expected: .waiting(since: 290)),
    Case(name: "one list is wrong", checks: ("ok", "ok"), now: 420, expected: .failed("InvalidInstanceID.NotFound")),
    Case(name: "terminated is the goal", goal: .terminated, state: "terminated", expected: .reached),
    Case(name: "on its way down", goal: .terminated, state: "shutting-down", expected: .waiting(since: nil)),
    Case(name: "does not go down", goal: .terminated, state: "running", now: 300, expected: .failed("WaitTimeout")),
  ])
  func judge(_ example: Case) {
    let job = PollingJob(
      id: 1, token: 1, spec: WaitSpec(goal: example.goal), instanceID: "i-1", region: "us-east-1",
      startedAt: .seconds(0), runningSince: example.runningSince.map { Timestamp.seconds($0) })
    let instance = example.state.map {
      Instance(
        instanceID: "i-1", state: $0,
        stateReason: $0 == "running" ? nil : StateReason(code: "Client.VolumeLimitExceeded", message: "no room"))
    }
    let status = example.checks.map {
      InstanceStatus(instanceID: "i-1", state: "running", systemStatus: $0.0, instanceStatus: $0.1)
    }
    let verdict = WaitVerdict.judge(job, .init(instance: instance, status: status), now: .seconds(example.now))
    switch (verdict, example.expected) {
    case (.reached(let resource), .reached): #expect(resource.instanceID == "i-1")
    case (.failed(let error), .failed(let code)):
      #expect(error.code == code)
      #expect(error.message.contains("i-1"))
    case (.keepWaiting(let since), .waiting(let expected)):
      #expect(since == expected.map { Timestamp.seconds($0) })
    default: Issue.record("\(verdict)")
    }
  }

  @Test func aTimeoutPrintsTheLiveInstanceAndTheTerminateLine() {
    let instance = Instance(
      instanceID: "i-1", instanceType: "t3.medium", state: "pending", publicIP: "203.0.113.7",
      availabilityZone: "us-east-1a", launchTime: Timestamp.seconds(0).date)
    let error = failure(WaitSpec(timeout: 60), .init(instance: instance, status: nil), after: 61)
    #expect(error?.message == "instance i-1 is pending, not instance-status-ok, after 1m")
    #expect(
      error?.hint == "wait longer: geuse requeue 1; i-1 (t3.medium, us-east-1a, 203.0.113.7, launched "
        + "1970-01-01T00:00:00.000Z) is pending and costs money until: geuse terminate i-1")
  }

  @Test func whatIsTerminatedForItsFailedWaitIsToldSo() {
    let error = failure(
      WaitSpec(timeout: 60, terminateOnFailure: true),
      .init(instance: Instance(instanceID: "i-1", state: "pending"), status: nil), after: 61)
    #expect(error?.hint == "i-1 is pending and is being terminated, as asked")
  }

  @Test func anUnknownIdIsToldWithOtherRegions() {
    let error = failure(WaitSpec(), .init(instance: nil, status: nil), after: 120)
    #expect(error?.message.contains("in us-east-1 after 2m; it is gone, or lives in another region") == true)
    #expect(error?.hint?.contains("--region REGION") == true)
    let job = PollingJob(
      id: 1, token: 1, spec: WaitSpec(), instanceID: "i-1", region: "us-east-1", startedAt: .seconds(0),
      runningSince: nil)
    let elsewhere = WaitError.elsewhere(job, region: "eu-west-1", launch: 3)
    #expect(elsewhere.message == "instance i-1 is in eu-west-1, where launch job 3 put it, not in us-east-1")
    #expect(elsewhere.hint?.contains("geuse wait i-1 --region eu-west-1") == true)
  }

  private func failure(_ spec: WaitSpec, _ view: WaitVerdict.View, after seconds: Int64) -> JobError? {
    let job = PollingJob(
      id: 1, token: 1, spec: spec, instanceID: "i-1", region: "us-east-1", startedAt: .seconds(0), runningSince: nil)
    guard case .failed(let error) = WaitVerdict.judge(job, view, now: .seconds(seconds)) else { return nil }
    return error
  }
}
