import JobModel
import Operations

/// What every enqueuing verb does once its jobs are stored: print, warn, follow.
struct AfterEnqueue {
  let store: any JobStore
  let renderer: Renderer
  let follow: FollowOptions
  let aws: AWSOptions
  /// Whether who asked may take for new what was there already.
  var tellsExisting = true
  /// What is to be followed besides.
  var alsoFollowing: [JobID] = []

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
        .failed, "standard output could not be written in full, but this is enqueued: \(CountText.naming(ids))",
        hint: "who runs this again without a unique key enqueues it again")
    }
    let old = groups.joined().filter(\.existing).map(\.id)
    let known = old.isEmpty ? [] : try await store.jobs(Selection(ids: old), limit: nil, attempts: false)
    let pruned = old.filter { !Set(known.map(\.id)).contains($0) }
    if tellsExisting, renderer.format == .text, !known.isEmpty { tell(known, of: ids.count) }
    if !pruned.isEmpty {
      Console.error(
        "\(CountText.naming(pruned)) had this key before, ended and was pruned; nothing was enqueued for it")
    }
    guard follow.follow else { return pruned.count == ids.count ? () : try await warnIfNobodyWorks(on: ids) }
    let ended: [JobRecord]
    do {
      ended = try await Follower(store: store, options: follow, aws: try aws.settings()).follow(
        ids + alsoFollowing)
    } catch {
      if renderer.format != .text { try renderer.enqueued(groups, records: try await records(ids)) }
      throw error
    }
    if renderer.format != .text { try renderer.enqueued(groups, records: try await records(ids)) }
    try ended.requireSuccess()
    guard pruned.isEmpty else {
      throw CommandFailure(.failed, "what came of \(CountText.naming(pruned)) is not on record any more")
    }
  }

  /// Says what became of jobs that were there already, so that nobody takes them for new ones.
  private func tell(_ known: [JobRecord], of count: Int) {
    let now = store.clocks.now()
    let states = Dictionary(grouping: known) { $0.shownState(at: now) }
    let words = ShownState.allCases.compactMap { state in states[state].map { "\($0.count) \(state.rawValue)" } }
    let gone = known.count { $0.kind == .launch && $0.instanceGoneAt != nil }
    Console.error(
      "\(known.count) of \(CountText.of(count, "job")) had been enqueued before: \(words.joined(separator: ", "))"
        + (gone > 0 ? "; \(gone == 1 ? "an instance is" : "\(gone) instances are") gone since" : ""))
    // What failed with another job goes with it.
    let failed = known.filter { $0.state == .failed && $0.error?.errorClass != .dependency }.map(\.id).sorted()
    guard !failed.isEmpty else { return }
    Console.error("to run what failed again: geuse requeue \(CountText.arguments(failed))")
  }

  private func records(_ ids: [JobID]) async throws -> [JobRecord] {
    guard renderer.format != .text, !ids.isEmpty else { return [] }
    return try await store.jobs(Selection(ids: ids), limit: nil, attempts: true)
  }

  private func warnIfNobodyWorks(on ids: [JobID]) async throws {
    let jobs = try await store.jobs(Selection(ids: Array(ids.prefix(100))), limit: nil, attempts: false)
    guard jobs.contains(where: { !$0.state.isFinal }) else { return }
    let alive = try await store.workers().contains { $0.isAlive && !$0.isFollower }
    if !alive { Console.error("no worker is running on this database; start one with: geuse worker") }
    let pauses = try await store.pauses()
    if let pause = pauses.holding(anyOf: jobs) { Console.error(PauseText.sentence(pause)) }
  }
}
