import JobModel
import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct SharedBucketTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test("two stores on one file draw on one bucket, and hear of each other's refusals")
  func areOne() async throws {
    let boot = BootTime(bootID: "b", milliseconds: 1_000_000)
    let clocks = Clocks(now: { Timestamp(rawValue: 0) }, boot: { boot })
    let stores = [try directory.store(clocks: clocks), try directory.store(clocks: clocks)]
    let demand = TokenDemand(.launches, TokenBucket.Limit(burst: 5, perSecond: 2))
    let delays = try await withThrowingTaskGroup(of: Duration?.self) { group in
      for number in 0..<20 {
        group.addTask {
          let answer = try await stores[number % 2].reserve(
            [demand], region: "r", longestWait: .seconds(60), keepsTime: true)
          guard case .granted(let reservation) = answer else { return nil }
          return reservation.delay
        }
      }
      return try await group.reduce(into: [Duration?]()) { $0.append($1) }
    }
    let expected = Array(repeating: Duration.zero, count: 5) + (1...15).map { .milliseconds($0 * 500) }
    #expect(delays.compactMap(\.self).sorted() == expected)
    try await stores[0].throttle(demand.bucket, demand.limit, region: "r", reservedAt: boot)
    #expect(try await stores[1].slowed() == [SlowedBucket(region: "r", bucket: "RunInstances", pace: 0.5)])
  }
}
