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
    guard follow.follow else { return try await warnIfNobodyWorks() }
    let ended: [JobRecord]
    do {
      ended = try await Follower(store: store, options: follow, aws: try aws.settings()).follow(ids)
    } catch {
      if renderer.format != .text { try renderer.enqueued(groups, records: try await records(ids)) }
      throw error
    }
    if renderer.format != .text { try renderer.enqueued(groups, records: try await records(ids)) }
    try ended.requireSuccess()
  }

  private func records(_ ids: [JobID]) async throws -> [JobRecord] {
    guard renderer.format != .text, !ids.isEmpty else { return [] }
    return try await store.jobs(Selection(ids: ids), limit: nil, attempts: true)
  }

  private func warnIfNobodyWorks() async throws {
    let alive = try await store.workers().contains { $0.isAlive && !$0.isFollower }
    if !alive { Console.error("no worker is running on this database; start one with: geuse worker") }
  }
}
