import JobModel
import SQLiteStore
import Testing

@testable import Worker

@Suite("Whose turn it is to poll a region")
struct RegionLeaseTests {
  private static let region = "us-east-1"
  private static let name = Charge.polling(region: region).leaseName

  private static func leases(_ bench: WorkerBench) -> (RegionLease, RegionLease) {
    // Each has an id of its own.
    let contexts = (0..<2).map { _ in bench.context(WorkerSettings(lease: .seconds(3_000))) }
    return (RegionLease(contexts[0], region: region), RegionLease(contexts[1], region: region))
  }

  @Test func itIsWrittenWhenAThirdOfItIsUsedAndNotBefore() async throws {
    try await WorkerBench.withBench { bench in
      let (mine, _) = Self.leases(bench)
      var held = [try await mine.isHeld()]
      bench.clocks.advance(.seconds(900))
      held.append(try await mine.isHeld())
      bench.clocks.advance(.seconds(2_100))
      #expect(try await bench.store.isFree(Self.name), "nobody extended it")
      held.append(try await mine.isHeld())
      bench.clocks.advance(.seconds(1_100))
      held.append(try await mine.isHeld())
      bench.clocks.advance(.seconds(2_000))
      #expect(try await bench.store.isFree(Self.name) == false, "it was extended")
      #expect(held == [true, true, true, true])
    }
  }

  @Test func anotherTakesItWhenItHasEndedOrWasYielded() async throws {
    try await WorkerBench.withBench { bench in
      let (mine, other) = Self.leases(bench)
      var held = [[try await mine.isHeld(), try await other.isHeld()]]
      bench.clocks.advance(.seconds(3_100))
      held.append([try await other.isHeld(), try await mine.isHeld()])
      // What is not ours cannot be given up.
      try await mine.yield()
      held.append([try await other.isHeld(), try await mine.isHeld()])
      try await other.yield()
      held.append([try await mine.isHeld(), try await other.isHeld()])
      #expect(held == [[true, false], [true, false], [true, false], [true, false]])
    }
  }
}
