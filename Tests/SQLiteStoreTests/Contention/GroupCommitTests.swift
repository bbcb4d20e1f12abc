import Dispatch
import GRDB
import JobModel
import JobTransactions
import Synchronization
import Testing

@testable import SQLiteStore

/// Writes that stand in line while the writer is busy.
@Suite struct GroupCommitTests {
  private let directory: TemporaryDirectory
  private let store: SQLiteJobStore
  private let gate = DispatchSemaphore(value: 0)

  init() throws {
    directory = try TemporaryDirectory()
    store = try directory.store()
  }

  private static let job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-1")), region: "r")

  /// Keeps the writer busy until the gate opens; returns once it is.
  private func occupy(_ observer: CommitCounter) async {
    await withCheckedContinuation { isBusy in
      store.database.writer.addAlone { [gate] db in
        db.add(transactionObserver: observer, extent: .databaseLifetime)
        isBusy.resume()
        gate.wait()
      }
    }
  }

  @Test func whatWaitsTogetherIsCommittedTogether() async throws {
    let commits = CommitCounter()
    await occupy(commits)
    let waiting = (0..<20).map { _ in Task { try await store.enqueue([Self.job]) } }
    while store.database.writer.waiting < waiting.count { await Task.yield() }
    gate.signal()
    var ids: Set<JobID> = []
    for task in waiting { ids.formUnion(try await task.value.map(\.id)) }
    #expect(ids.count == 20)
    #expect(commits.count.withLock(\.self) < 10, "a group is closed after some milliseconds")
  }

  /// Some alone, some in line, some that need more care than those before them.
  @Test func nobodyIsLeftInLine() async throws {
    let store = store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<400 {
        group.addTask {
          switch number % 4 {
          case 0: _ = try await store.enqueue(Array(repeating: Self.job, count: 101))
          case 1: _ = try await store.claim(Claim(holder: "a", limit: 1, lease: .seconds(60)))
          case 2: try await store.database.write(.durable) { _ in }
          default: _ = try await store.enqueue([Self.job])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(store.database.writer.waiting == 0)
    #expect(try await store.counts().map(\.count).reduce(0, +) == 100 * 101 + 100)
  }

  /// While one is served on its own thread, something else takes a place in the queue, and a large write comes.
  @Test(.timeLimit(.minutes(1))) func whoCameMeanwhileIsServedByWhateverEndsLast() async throws {
    let (store, gate) = (store, gate)
    let (isServed, begun) = AsyncStream.makeStream(of: Void.self)
    let alone = Task {
      try await store.database.write(.usual) { _ in
        begun.yield()
        gate.wait()
      }
    }
    for await _ in isServed { break }
    store.database.writer.addAlone { _ in }
    let large = Task { try await store.enqueue(Array(repeating: Self.job, count: 101)) }
    while store.database.writer.waiting == 0 { await Task.yield() }
    gate.signal()
    try await alone.value
    #expect(try await large.value.count == 101)
  }

  @Test func whatOneCannotDoTheOthersDo() async throws {
    await occupy(CommitCounter())
    let good = (0..<3).map { _ in Task { try await store.enqueue([Self.job]) } }
    let bad = Task {
      try await store.database.write(.usual) { _ -> Int in throw StoreError.noSuchJob(7) }
    }
    while store.database.writer.waiting < 4 { await Task.yield() }
    gate.signal()
    for task in good { #expect(try await task.value.count == 1) }
    await #expect(throws: StoreError.noSuchJob(7)) { try await bad.value }
    #expect(try await store.jobs(Selection(), limit: nil, attempts: false).count == 3)
  }
}

final class CommitCounter: TransactionObserver, Sendable {
  let count = Mutex(0)

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) { count.withLock { $0 += 1 } }
  func databaseDidRollback(_ db: Database) {}
}
