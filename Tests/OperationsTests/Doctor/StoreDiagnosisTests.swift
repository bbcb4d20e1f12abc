import JobModel
import Testing

@testable import Operations

@Suite struct StoreDiagnosisTests {
  private static let now = Timestamp.seconds(100_000)

  private func finding(
    _ check: String, _ change: (inout StoreCondition) -> Void, hasWorkers: Bool = true
  ) throws -> Finding {
    var condition = StoreCondition(schema: StoreCondition.Schema(version: 5), file: FileDiagnosisTests.sound)
    change(&condition)
    let diagnosis = StoreDiagnosis(
      condition, hasWorkers: hasWorkers, ambiguityWindow: .seconds(1_200), now: Self.now)
    return try #require(diagnosis.findings.first { $0.check == check })
  }

  private func request(age: Duration) -> StoreCondition.OpenRequest {
    StoreCondition.OpenRequest(
      region: "us-east-1", jobs: [7], openedAt: Self.now - age, sends: 3, unanswered: 2)
  }

  @Test func whatIsSoundIsSaidToBe() {
    let condition = StoreCondition(schema: StoreCondition.Schema(version: 5), file: FileDiagnosisTests.sound)
    let findings = StoreDiagnosis(
      condition, hasWorkers: false, ambiguityWindow: .seconds(1_200), now: Self.now
    ).findings
    #expect(findings.allSatisfy { $0.level == .ok && $0.fix == nil })
    #expect(findings.map(\.check).count == Set(findings.map(\.check)).count)
  }

  @Test func whatSomebodyChangedByHandIsAProblem() throws {
    let drift = try finding("schema", { $0.schema.drift = ["index a is missing", "table b is not ours"] })
    #expect(drift.level == .problem && drift.message.contains("index a is missing; table b is not ours"))
    let damage = try finding("integrity", { $0.damage = ["page 3 is bad", "page 4 is bad"] })
    #expect(damage.level == .problem && damage.message.hasSuffix("page 3 is bad and 1 more"))
  }

  /// A rescue takes a few seconds; a lease of an earlier boot has no age and is over.
  @Test(arguments: [(30, false), (61, true), (nil, true)] as [(Int?, Bool)])
  func aLeaseThatNobodyTakesOverIsAProblem(overdue: Int?, isProblem: Bool) throws {
    let leases = try finding(
      "leases",
      {
        $0.expiredLeases = [
          StoreCondition.ExpiredLease(job: 7, holder: "h:1:a", overdue: overdue.map { .seconds($0) })
        ]
      }, hasWorkers: false)
    #expect((leases.level == .problem) == isProblem)
    if isProblem { #expect(leases.message.contains("job 7") && leases.fix?.contains("geuse worker") == true) }
  }

  /// Within the window and its two looks nothing has to be done.
  @Test(arguments: [(60, Finding.Level.note), (2_640, .note), (2_760, .problem)])
  func aLaunchInDoubtIsAProblemOnceItShouldBeSettled(age: Int, level: Finding.Level) throws {
    let requests = try finding("open requests", { $0.openRequests = [request(age: .seconds(age))] })
    #expect(requests.level == level)
    #expect(requests.message.contains("job 7 in us-east-1") && requests.message.contains("2 of 3 sends unanswered"))
  }

  @Test func launchesThatTravelTogetherAreCounted() throws {
    let many = StoreCondition.OpenRequest(
      region: "us-east-1", jobs: Array(1...100), openedAt: Self.now - .seconds(9), sends: 1, unanswered: 1)
    let one = try finding("open requests", { $0.openRequests = [many] })
    #expect(one.message.hasPrefix("1 open launch request for 100 jobs; the oldest, of job 1 in us-east-1, since 9s"))
    let two = try finding("open requests", { $0.openRequests = [many, request(age: .seconds(60))] })
    #expect(two.message.hasPrefix("2 open launch requests for 101 jobs; the oldest, of job 7"))
  }

  @Test func theWindowIsTheUsers() throws {
    let condition = StoreCondition(
      schema: StoreCondition.Schema(version: 5), openRequests: [request(age: .seconds(7_000))])
    let findings = StoreDiagnosis(
      condition, hasWorkers: true, ambiguityWindow: .seconds(7_200), now: Self.now
    ).findings
    #expect(findings.first { $0.check == "open requests" }?.level == .note)
  }
}
