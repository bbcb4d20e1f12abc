import Foundation
import JobModel
import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct InPlaceTests {
  /// Suspends nowhere, several calls deep.
  private func depth(_ levels: Int) async throws -> Int {
    if levels == 13 { throw StoreError.noSuchJob(13) }
    return levels == 0 ? 0 : try await depth(levels - 1) + 1
  }

  @Test func runsToTheEndWhereItIsCalled() throws {
    let before = pthread_self()
    var after: pthread_t?
    let answer = try InPlace.run {
      let depth = try await depth(5)
      after = pthread_self()
      return depth
    }
    #expect(answer == 5 && after == before)
  }

  @Test func runsWithinATaskAndOnAnActor() async throws {
    #expect(try InPlace.run { try await depth(3) } == 3)
    #expect(try await Keeper().kept() == 4)
  }

  @Test func throwsWhatItsBodyThrows() {
    #expect(throws: StoreError.noSuchJob(13)) { try InPlace.run { try await depth(14) } }
  }

  private actor Keeper {
    private let value = 4
    func kept() throws -> Int {
      let value = value
      return try InPlace.run { @Sendable in value }
    }
  }
}
