import Foundation
import JobModel
import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct HintTests {
  private let directory: TemporaryDirectory
  private let job = NewJob(spec: .terminate(TerminateSpec(instanceID: "i-1")), region: "r")

  init() throws { directory = try TemporaryDirectory() }

  private var sockets: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: directory.file() + "-wake")) ?? []
  }

  @Test func whoListensHearsOfWhatOthersEnqueue() async throws {
    let store = try directory.store()
    let hints = try #require(await store.hints())
    let other = try directory.store()
    _ = try await other.enqueue([job])
    for await _ in hints { break }
    #expect(try await store.claim(Claim(holder: "a", limit: 1, lease: .seconds(9))).count == 1)
  }

  /// Two processes would wake one another without end.
  @Test func nobodyHearsHimself() async throws {
    let store = try directory.store()
    let hints = try #require(await store.hints())
    _ = try await store.enqueue([job, job])
    // The first that comes is the other's.
    let heard = Task {
      for await _ in hints { return try await store.counts() }
      return []
    }
    let other = try directory.store()
    _ = try await other.enqueue([job])
    #expect(try await heard.value.map(\.count).reduce(0, +) == 3)
  }

  @Test func whatGivesNoWorkIsNotSaid() async throws {
    let store = try directory.store()
    let other = try directory.store()
    _ = try await store.enqueue([job])
    let hints = try #require(await store.hints())
    let held = try await other.claim(Claim(holder: "b", limit: 1, lease: .seconds(9)))
    let end = JobResult.terminated(TerminateResult(instanceID: nil, state: "none"))
    _ = try await other.finish(held.map { JobFinish($0.fence, .succeed(end)) })
    let heard = Task {
      for await _ in hints { return try await store.counts() }
      return []
    }
    _ = try await other.enqueue([job])
    #expect(try await heard.value.map(\.count).reduce(0, +) == 2, "heard before there was work")
  }

  @Test func whoLeavesTakesTheSocketAlong() async throws {
    let store = try directory.store()
    let first = await store.hints()
    let second = await store.hints()
    #expect(sockets.count == 2)
    let reading = [first, second].map { hints in Task { if let hints { for await _ in hints {} } } }
    for task in reading { task.cancel() }
    for task in reading { await task.value }
    #expect(!FileManager.default.fileExists(atPath: directory.file() + "-wake"))
  }

  @Test func theSocketOfOneThatWasKilledIsRemoved() async throws {
    let store = try directory.store()
    let hints = try #require(await store.hints())
    let stale = directory.file() + "-wake/1-00000000"
    // Bound, and closed without a word.
    #expect(DatagramSocket()?.listen(at: stale, mode: 0o600) {}.map { $0() } != nil)
    while DatagramSocket()?.send(to: stale) != ECONNREFUSED { await Task.yield() }
    let other = directory.file() + "-wake/somebody-elses.txt"
    try Data().write(to: URL(fileURLWithPath: other))
    func date(_ seconds: TimeInterval) throws {
      let date = Date(timeIntervalSinceNow: seconds)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: stale)
    }
    try date(60)
    _ = try await directory.store().enqueue([job])
    #expect(sockets.count == 3, "a new one is there for a moment before it hears")
    try date(-60)
    _ = try await directory.store().enqueue([job])
    #expect(sockets.count == 2 && FileManager.default.fileExists(atPath: other))
    withExtendedLifetime(hints) {}
  }

  /// Whoever tidies up beside a database does not know what the folder is for.
  @Test func aFolderThatWasRemovedIsMadeAgain() async throws {
    let store = try directory.store()
    let hints = [try #require(await store.hints()), try #require(await store.hints())]
    #expect(await store.renewHints() == .whole)
    let before = sockets.sorted()
    for removed in ["-wake", "-wake/" + before[0]] {
      try FileManager.default.removeItem(atPath: directory.file() + removed)
      try #require(await store.renewHints() == .renewed)
      #expect(await store.renewHints() == .whole)
      #expect(sockets.sorted() == before)
      _ = try await directory.store().enqueue([job])
      for stream in hints { for await _ in stream { break } }
    }
    #expect(try await store.counts().map(\.count) == [2])
  }

  @Test func whereItCannotBeMadeAgainNothingIsHeardUntilItCan() async throws {
    let store = try directory.store()
    let hints = try #require(await store.hints())
    let folder = directory.file() + "-wake"
    try FileManager.default.removeItem(atPath: folder)
    try Data().write(to: URL(fileURLWithPath: folder))
    for _ in 0..<2 { #expect(await store.renewHints() == .lost) }
    try FileManager.default.removeItem(atPath: folder)
    try #require(await store.renewHints() == .renewed)
    _ = try await directory.store().enqueue([job])
    for await _ in hints { break }
  }

  @Test func theFolderIsForThoseWhoMayUseTheDatabase() async throws {
    let store = try SQLiteJobStore(path: directory.file(), mode: 0o660)
    let hints = try #require(await store.hints())
    let folder = directory.file() + "-wake"
    let modes = try ([folder] + sockets.map { "\(folder)/\($0)" }).map {
      try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
    }
    #expect(modes == [0o2770, 0o660])
    withExtendedLifetime(hints) {}
  }

  @Test func aFolderBehindALinkIsSomebodyElses() async throws {
    let folder = directory.file("other")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: directory.file() + "-wake", withDestinationPath: folder)
    let store = try directory.store()
    #expect(await store.hints() == nil)
    let stale = folder + "/1-00000000"
    #expect(DatagramSocket()?.listen(at: stale, mode: 0o600) {}.map { $0() } != nil)
    while DatagramSocket()?.send(to: stale) != ECONNREFUSED { await Task.yield() }
    let old = Date(timeIntervalSinceNow: -60)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: stale)
    _ = try await store.enqueue([job])
    #expect(FileManager.default.fileExists(atPath: stale))
  }

  @Test func withoutRoomForAnAddressThereAreNone() async throws {
    let folder = directory.file(String(repeating: "long-", count: 30))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let store = try SQLiteJobStore(path: folder + "/jobs.db")
    #expect(await store.hints() == nil)
    #expect(!FileManager.default.fileExists(atPath: folder + "/jobs.db-wake"))
    _ = try await store.enqueue([job])
  }
}
