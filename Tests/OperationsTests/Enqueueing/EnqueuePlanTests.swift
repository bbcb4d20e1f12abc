import JobModel
import Testing

@testable import Operations

@Suite("Lines in the order of what they come after")
struct EnqueuePlanTests {
  private static func record(_ id: JobID, _ spec: JobSpec, region: String) -> JobRecord {
    JobRecord(
      id: id, state: .ready, queue: "default", priority: 0, failures: 0, maxFailures: 5, rescues: 0,
      runAt: Lines.now, deadline: nil, createdAt: Lines.now, startedAt: nil, finishedAt: nil, uniqueKey: nil,
      after: nil,
      deployment: "stored", region: region, spec: spec, result: nil, error: nil, cancelRequested: false,
      hasOpenRequest: false, attempts: [])
  }

  @Test func aLineMayComeBeforeWhatItDependsOn() throws {
    let plan = try Lines.plan(
      #"{"kind":"tag","after":"w","spec":{"tags":{"a":"b"}}}"#, #"{"kind":"launch"}"#,
      #"{"kind":"wait","unique_key":"w","after":"l"}"#, #"{"kind":"launch","unique_key":"l"}"#)
    let (jobs, places) = try plan.jobs(stored: [:], now: Lines.now)
    #expect(places == [3, 2, 0, 1])
    #expect(jobs.map(\.spec.kind) == [.launch, .wait, .tag, .launch])
    #expect(jobs.map(\.after) == [nil, Dependency(.entry(0)), Dependency(.entry(1)), nil])
    #expect(plan.lines.map(\.number) == [1, 2, 3, 4])
  }

  @Test func whatActsOnAnotherJobIsWhereThatIs() throws {
    let plan = try Lines.plan(
      #"{"kind":"wait","unique_key":"w","after":"l"}"#,
      #"{"kind":"launch","unique_key":"l","region":"eu-west-1","deployment":"web"}"#,
      #"{"kind":"tag","after":"w","spec":{"tags":{"a":"b"}},"deployment":"own"}"#,
      #"{"kind":"launch","after":"l"}"#, #"{"kind":"wait","after":7}"#)
    #expect(plan.storedJobs == [7])
    let stored: [JobID: JobRecord] = [7: Self.record(7, .launch(LaunchSpec()), region: "ap-south-1")]
    let (jobs, places) = try plan.jobs(stored: stored, now: Lines.now)
    let inOrder = zip(places, jobs).sorted { $0.0 < $1.0 }.map(\.1)
    #expect(inOrder.map(\.region) == ["eu-west-1", "eu-west-1", "eu-west-1", "us-east-1", "ap-south-1"])
    #expect(inOrder.map(\.deployment) == ["web", "web", "own", nil, "stored"])
  }

  @Test func aJobCannotActOnAnInstanceOfAnotherRegion() throws {
    let plan = try Lines.plan(
      #"{"kind":"launch","unique_key":"l"}"#, #"{"kind":"wait","after":"l","region":"eu-west-1"}"#)
    let refusal = #expect(throws: EnqueueRefusal.self) { try plan.jobs(stored: [:], now: Lines.now) }
    #expect(
      refusal?.problems.map(\.inWords) == [
        "line 2: region 'eu-west-1' is not valid: us-east-1, where the job is that it comes after"
      ])
  }

  @Test func aLaunchIsTerminatedWhateverCameOfItAndAnythingElseOnlyIfItSucceeded() throws {
    let plan = try Lines.plan(
      #"{"kind":"launch","unique_key":"l"}"#, #"{"kind":"terminate","after":"l"}"#,
      #"{"kind":"wait","unique_key":"w","after":"l"}"#, #"{"kind":"terminate","after":"w"}"#,
      #"{"kind":"terminate","after":7}"#, #"{"kind":"terminate","after":8}"#)
    let stored: [JobID: JobRecord] = [
      7: Self.record(7, .launch(LaunchSpec()), region: "us-east-1"),
      8: Self.record(8, .wait(WaitSpec(instanceID: "i-0aaaaaaa")), region: "us-east-1"),
    ]
    let (jobs, _) = try plan.jobs(stored: stored, now: Lines.now)
    #expect(jobs.compactMap(\.after?.condition) == [.completion, .success, .success, .completion, .success])
  }

  @Test func aLongChainIsNoTrouble() throws {
    let count = 20_000
    let lines = (0..<count).map { number in
      let after = number + 1 < count ? #","after":"k\#(number + 1)""# : ""
      return #"{"kind":"launch","unique_key":"k\#(number)"\#(after)}"#
    }
    let (jobs, places) = try Lines.file(lines).plan().jobs(stored: [:], now: Lines.now)
    #expect(places == Array((0..<count).reversed()))
    #expect(jobs[1].after == Dependency(.entry(0)))
  }
}
