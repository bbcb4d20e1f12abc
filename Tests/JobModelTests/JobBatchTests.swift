import JobModel
import Testing

@Suite struct JobBatchTests {
  private struct Job {
    var id: Int
    var kind = JobKind.launch
    var region = "r"
    var spec: Int64 = 1
    var deployment: String?
    var request: Int64?
  }

  private func split(_ jobs: [Job], batches: Int = .max) -> [[Int]] {
    JobBatch.split(
      jobs, batches: batches,
      key: {
        JobBatch.Key($0.kind, region: $0.region, spec: $0.spec, deployment: $0.deployment, request: $0.request)
      }
    ).map { $0.map(\.id) }
  }

  @Test func launchesGoWithTheirLike() {
    #expect(split([Job(id: 1), Job(id: 2, spec: 2), Job(id: 3), Job(id: 4, spec: 2)]) == [[1, 3], [2, 4]])
    #expect(split([Job(id: 1), Job(id: 2, deployment: "d"), Job(id: 3, region: "q")]) == [[1], [2], [3]])
  }

  @Test func otherKindsGoByRegion() {
    let tags = [
      Job(id: 1, kind: .tag), Job(id: 2, kind: .tag, spec: 2), Job(id: 3, kind: .tag, region: "q"),
      Job(id: 4, kind: .tag, deployment: "d"),
    ]
    #expect(split(tags) == [[1, 2, 4], [3]])
  }

  @Test func noBatchIsLongerThanOneCall() {
    let sizes = split((1...250).map { Job(id: $0) }).map(\.count)
    #expect(sizes == [100, 100, 50])
  }

  @Test func membersOfARequestAreNeverParted() {
    let sizes = split((1...250).map { Job(id: $0, request: 7) }).map(\.count)
    #expect(sizes == [250])
    #expect(split([Job(id: 1), Job(id: 2, request: 7), Job(id: 3)]) == [[1, 3], [2]])
  }

  @Test func whatWouldBeginOneMoreIsLeftOut() {
    #expect(split([Job(id: 1), Job(id: 2, spec: 2), Job(id: 3), Job(id: 4, spec: 3)], batches: 2) == [[1, 3], [2]])
    #expect(split((1...250).map { Job(id: $0) }, batches: 1).map(\.count) == [100])
  }
}
