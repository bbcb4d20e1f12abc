import JobModel
import Operations

/// What every enqueuing verb does once its jobs are stored: print, warn, follow.
struct AfterEnqueue {
  let store: any JobStore
  let renderer: Renderer
  let follow: FollowOptions
  let aws: AWSOptions

  /// - Parameter groups: the jobs that belong on one line each.
  func run(_ groups: [[EnqueuedJob]]) async throws {
    let ids = groups.joined().map(\.id)
    // JSON tells the end where the command waits for it; ids alone are known at once.
    if renderer.format == .text || !follow.follow || ids.isEmpty {
      try renderer.enqueued(groups, records: try await records(ids))
    }
    guard !ids.isEmpty else { return }
    if Console.hasLostData {
      throw CommandFailure(
        .failed, "standard output could not be written in full, but this is enqueued: \(Self.inWords(ids))",
        hint: "who runs this again without a unique key enqueues it again")
    }
    let known = groups.joined().count(where: \.existing)
    if known > 0 {
      Console.error("\(known) of \(CountText.of(ids.count, "job")) had been enqueued before, under the same unique key")
    }
    let pruned = try await pruned(groups)
    if !pruned.isEmpty {
      Console.error("\(Self.inWords(pruned)) had this key before, ended and was pruned; nothing was enqueued for it")
    }
    guard follow.follow else { return pruned.count == ids.count ? () : try await warnIfNobodyWorks(on: ids) }
    let ended: [JobRecord]
    do {
      ended = try await Follower(store: store, options: follow, aws: try aws.settings()).follow(ids)
    } catch {
      if renderer.format != .text { try renderer.enqueued(groups, records: try await records(ids)) }
      throw error
    }
    if renderer.format != .text { try renderer.enqueued(groups, records: try await records(ids)) }
    try ended.requireSuccess()
    guard pruned.isEmpty else {
      throw CommandFailure(.failed, "what came of \(Self.inWords(pruned)) is not on record any more")
    }
  }

  /// Jobs that their keys named and that are gone.
  private func pruned(_ groups: [[EnqueuedJob]]) async throws -> [JobID] {
    let old = groups.joined().filter(\.existing).map(\.id)
    guard !old.isEmpty else { return [] }
    let known = Set(try await store.jobs(Selection(ids: old), limit: nil, attempts: false).map(\.id))
    return old.filter { !known.contains($0) }
  }

  private static func inWords(_ ids: [JobID]) -> String {
    let shown = ids.prefix(20).map(String.init).joined(separator: ", ")
    return (ids.count == 1 ? "job " : "jobs ") + shown + (ids.count > 20 ? " and \(ids.count - 20) more" : "")
  }

  private func records(_ ids: [JobID]) async throws -> [JobRecord] {
    guard renderer.format != .text, !ids.isEmpty else { return [] }
    return try await store.jobs(Selection(ids: ids), limit: nil, attempts: true)
  }

  private func warnIfNobodyWorks(on ids: [JobID]) async throws {
    let alive = try await store.workers().contains { $0.isAlive && !$0.isFollower }
    if !alive { Console.error("no worker is running on this database; start one with: geuse worker") }
    let pauses = try await store.pauses()
    guard !pauses.isEmpty else { return }
    let jobs = try await store.jobs(Selection(ids: Array(ids.prefix(100))), limit: nil, attempts: false)
    if let pause = pauses.holding(anyOf: jobs) { Console.error(PauseText.sentence(pause)) }
  }
}
