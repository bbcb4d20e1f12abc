import JobModel

/// Looks at some jobs, and tells how they get on, until they are final.
struct JobWatch {
  private static let pause: Duration = .milliseconds(200)
  /// How often it asks whether somebody still works for the jobs.
  private static let askingPause: Duration = .seconds(2)

  let store: any JobStore
  /// The jobs it is all about.
  let ids: [JobID]
  /// These, and what has to be done before and behind them.
  let related: [JobID]
  private let timeout: Duration?
  private let end: ContinuousClock.Instant?
  private let clock = ContinuousClock()
  private let progress = FollowProgress()

  init(store: any JobStore, ids: [JobID], related: [JobID], timeout: Duration?) {
    self.store = store
    self.ids = ids
    self.related = related
    self.timeout = timeout
    end = timeout.map { ContinuousClock.now + $0 }
  }

  /// - Parameter whileOthersWork: whether to stop where no worker serves the jobs that are left.
  /// - Returns: the jobs as they ended; nil where it stopped before, for that reason or because it was cancelled.
  /// - Throws: exit 124 when the time is up.
  func run(whileOthersWork: Bool) async throws -> [JobRecord]? {
    var asksAt = clock.now
    var isCutOff = false
    while true {
      do {
        let look = try await look(whileOthersWork: whileOthersWork, &asksAt)
        if isCutOff { Console.error("the database answers again") }
        isCutOff = false
        switch look {
        case .ended(let jobs): return jobs
        case .nobodyWorks: return nil
        case .goesOn: break
        }
      } catch StoreError.unavailable(let path, let reason, let hint) {
        // The jobs are not to blame, and go on with their workers.
        if let end, clock.now >= end { throw StoreError.unavailable(path: path, reason: reason, hint: hint) }
        if !isCutOff { Console.error("the database \(path) \(reason); following goes on once it answers") }
        isCutOff = true
      }
      guard (try? await clock.sleep(for: Self.pause)) != nil else { return nil }
    }
  }

  private enum Look {
    case ended([JobRecord])
    case nobodyWorks
    case goesOn
  }

  /// - Parameter asksAt: when it is asked again who works.
  private func look(whileOthersWork: Bool, _ asksAt: inout ContinuousClock.Instant) async throws -> Look {
    let jobs = try await store.jobs(Selection(ids: related), limit: nil, attempts: false)
    progress.show(jobs, now: store.clocks.now())
    let asked = jobs.filter { ids.contains($0.id) }
    if asked.allSatisfy(\.state.isFinal) {
      progress.end()
      return .ended(asked.sorted { $0.id < $1.id })
    }
    if let end, clock.now >= end { throw try await timeIsUp(asked) }
    guard clock.now >= asksAt else { return .goesOn }
    let open = jobs.filter { !$0.state.isFinal }
    if whileOthersWork, try await !somebodyServes(open) {
      progress.end()
      return .nobodyWorks
    }
    progress.tell(try await store.pauses(), holding: open)
    asksAt = clock.now + Self.askingPause
    return .goesOn
  }

  /// Waits for the end of the time; false where there is none, or where it was cancelled before.
  func reachesItsTime() async -> Bool {
    guard let end else { return false }
    return (try? await clock.sleep(until: end)) != nil
  }

  /// Whether each of these jobs is in a queue that a living worker serves; followers serve their own jobs only.
  private func somebodyServes(_ jobs: [JobRecord]) async throws -> Bool {
    let workers = try await store.workers().filter { $0.isAlive && !$0.isFollower }
    return Set(jobs.map(\.queue)).allSatisfy { queue in
      workers.contains { $0.queues.isEmpty || $0.queues.contains(queue) }
    }
  }

  private func timeIsUp(_ asked: [JobRecord]) async throws -> CommandFailure {
    progress.end()
    let open = asked.filter { !$0.state.isFinal }
    let left = CountText.arguments(open.map(\.id).sorted())
    let goOn =
      if let pause = try await store.pauses().holding(anyOf: open) {
        "they are paused, let them go on: geuse resume \(pause.scope.flags)"
      } else if try await somebodyServes(open) {
        "the jobs go on"
      } else {
        "nobody works on them now; start one: geuse worker"
      }
    return CommandFailure(
      .followTimedOut,
      "followed for \(DurationText.format(timeout ?? .zero)); \(CountText.of(open.count, "job")) not final",
      hint: "\(goOn); look again with: geuse status \(left) --follow")
  }
}
