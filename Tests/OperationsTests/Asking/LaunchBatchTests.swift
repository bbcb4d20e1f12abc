import JobModel
import Operations
import Testing

@Suite("A batch of launches")
struct LaunchBatchTests {
  private static func batch(_ count: Int?, key: String? = nil, wait: Bool = false) -> LaunchBatch {
    LaunchBatch(
      launch: NewJob(spec: .launch(LaunchSpec()), region: "us-east-1", deployment: "prod", uniqueKey: key),
      count: count, wait: wait ? WaitSpec() : nil)
  }

  @Test func oneLaunchIsOneJob() {
    let jobs = Self.batch(nil, key: "u").jobs()
    #expect(jobs.map(\.uniqueKey) == ["u"])
    #expect(jobs.map(\.spec.kind) == [.launch])
  }

  @Test func manyLaunchesAreNumberedFromOne() {
    #expect(Self.batch(3, key: "u").jobs().map(\.uniqueKey) == ["u/1", "u/2", "u/3"])
    #expect(Self.batch(1, key: "u").jobs().map(\.uniqueKey) == ["u/1"], "so that a later 2 adds one")
    #expect(Self.batch(3).jobs().map(\.uniqueKey) == [nil, nil, nil])
  }

  @Test func aKeyAndItsFirstNumberAreRivals() {
    #expect(Self.batch(nil, key: "u").jobs().map(\.rivalKey) == ["u/1"])
    #expect(Self.batch(2, key: "u", wait: true).jobs().map(\.rivalKey) == ["u", nil, nil, nil])
    #expect(Self.batch(2).jobs().map(\.rivalKey) == [nil, nil])
  }

  @Test func eachWaitFollowsItsLaunchAndInheritsItsPlace() {
    let jobs = Self.batch(2, key: "u", wait: true).jobs()
    #expect(jobs.map(\.spec.kind) == [.launch, .wait, .launch, .wait])
    #expect(jobs.map(\.uniqueKey) == ["u/1", "u/1:wait", "u/2", "u/2:wait"])
    #expect(jobs.map(\.after) == [nil, Dependency(.entry(0)), nil, Dependency(.entry(2))])
    #expect(jobs.allSatisfy { $0.deployment == "prod" })
  }

  @Test func whatBelongsTogetherIsGroupedTogether() {
    #expect(Self.batch(2, wait: true).grouped([1, 2, 3, 4]) == [[1, 2], [3, 4]])
    #expect(Self.batch(2).grouped([1, 2]) == [[1], [2]])
  }
}
