import AWSCore
import Foundation
import Testing

struct RefreshingCredentialsTests {
  /// Hands out numbered keys that live as long as it is told, and fails when it is told.
  actor Source: CredentialProvider {
    nonisolated let source = "a test"
    private let clock: TurnedClock
    private var lifetime: TimeInterval?
    private(set) var calls = 0
    private(set) var invalidations = 0
    private var fails = false

    init(_ clock: TurnedClock, lifetime: TimeInterval?) {
      self.clock = clock
      self.lifetime = lifetime
    }

    func credentials() async throws -> AWSCredentials {
      calls += 1
      if fails { throw CredentialError(.broken, "down") }
      return AWSCredentials(
        accessKeyID: "K\(calls)", secretAccessKey: "s", expiration: lifetime.map { clock.now + $0 })
    }

    func invalidate() async { invalidations += 1 }
    func fail(_ fails: Bool) { self.fails = fails }
  }

  let clock = TurnedClock()

  func make(lifetime: TimeInterval?) -> (Source, RefreshingCredentials) {
    let source = Source(clock, lifetime: lifetime)
    return (source, RefreshingCredentials(source, now: { [clock] in clock.now }))
  }

  @Test func keepsThemUntilFiveMinutesBeforeTheirEnd() async throws {
    let (source, refreshing) = make(lifetime: 3600)
    #expect(try await refreshing.credentials().accessKeyID == "K1")
    clock.turn(3600 - 301)
    #expect(try await refreshing.credentials().accessKeyID == "K1")
    clock.turn(1)
    #expect(try await refreshing.credentials().accessKeyID == "K2")
    #expect(await source.calls == 2)
  }

  @Test func lastingKeysAreFetchedOnce() async throws {
    let (source, refreshing) = make(lifetime: nil)
    _ = try await refreshing.credentials()
    clock.turn(1_000_000)
    _ = try await refreshing.credentials()
    #expect(await source.calls == 1)
  }

  @Test func aFailedRefreshIsSurvivedWhileTheOldOnesAreGood() async throws {
    let (source, refreshing) = make(lifetime: 3600)
    _ = try await refreshing.credentials()
    await source.fail(true)
    clock.turn(3400)
    #expect(try await refreshing.credentials().accessKeyID == "K1")
    #expect(try await refreshing.credentials().accessKeyID == "K1")
    #expect(await source.calls == 2, "a place that is down is not asked at every call")
    clock.turn(31)
    #expect(try await refreshing.credentials().accessKeyID == "K1")
    #expect(await source.calls == 3)
    clock.turn(200)
    await #expect(throws: CredentialError(.broken, "down")) { try await refreshing.credentials() }
    await source.fail(false)
    #expect(try await refreshing.credentials().accessKeyID == "K5")
  }

  @Test func keysHandedOutNearTheirEndAreNotFetchedAtEveryCall() async throws {
    let (source, refreshing) = make(lifetime: 200)
    _ = try await refreshing.credentials()
    _ = try await refreshing.credentials()
    #expect(await source.calls == 1)
  }

  @Test func refusedKeysAreForgotten() async throws {
    let (source, refreshing) = make(lifetime: 3600)
    _ = try await refreshing.credentials()
    await refreshing.invalidate()
    #expect(await source.invalidations == 1)
    #expect(try await refreshing.credentials().accessKeyID == "K2")
    await source.fail(true)
    await refreshing.invalidate()
    await #expect(throws: CredentialError.self) { try await refreshing.credentials() }
  }

  @Test func callersAtTheSameTimeShareOneFetch() async throws {
    let gate = Gate()
    let refreshing = RefreshingCredentials(gate, now: { [clock] in clock.now })
    let (waiting, entered) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<20 {
        group.addTask {
          entered.yield()
          return try await refreshing.credentials().accessKeyID
        }
      }
      var arrivals = waiting.makeAsyncIterator()
      for _ in 0..<20 { await arrivals.next() }
      await gate.waitForCaller()
      // Let those who are at the door come in.
      for _ in 0..<20 { await Task.yield() }
      await gate.open()
      for try await key in group { #expect(key == "K") }
    }
    #expect(await gate.calls == 1)
  }

  /// Holds its callers until it is opened.
  actor Gate: CredentialProvider {
    nonisolated let source = "a gate"
    private(set) var calls = 0
    private var isOpen = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [CheckedContinuation<Void, Never>] = []

    func credentials() async throws -> AWSCredentials {
      calls += 1
      for watcher in watchers { watcher.resume() }
      watchers = []
      if !isOpen { await withCheckedContinuation { held.append($0) } }
      return AWSCredentials(accessKeyID: "K", secretAccessKey: "s")
    }

    func waitForCaller() async {
      if calls == 0 { await withCheckedContinuation { watchers.append($0) } }
    }

    func open() {
      isOpen = true
      for one in held { one.resume() }
      held = []
    }
  }
}
