import JobModel
import Synchronization

/// Looks at the waits of one region, a round at a time.
final class RegionPoller: Sendable {
  /// What is to be done now.
  enum Next {
    /// Nothing, for so long at least.
    case later(Duration)
    /// A look at these, which is awaited from here on.
    case look([PollingJob], RegionWatch)
  }

  private static let looksPerRound = 1_000
  /// After a round, before what it left is asked for.
  private static let breath: Duration = .milliseconds(100)

  private let context: WorkerContext
  private let round: PollRound
  /// How long it is left alone where nothing else is known.
  private let tick: Duration
  /// Nil while a round has it.
  private let watch: Mutex<RegionWatch?>

  init(_ round: PollRound, tick: Duration) {
    context = round.context
    self.round = round
    self.tick = tick
    watch = Mutex(RegionWatch(lease: RegionLease(round.context, region: round.region)))
  }

  /// Takes the lease, or extends it, and finds out who is to be looked at.
  func next(_ place: PollingRegion) async throws -> Next {
    guard let watch = watch.withLock({ $0 }), try await watch.lease.isHeld() else { return .later(tick) }
    if let quiet = watch.quietUntil, !quiet.hasPassed(at: context.boot()) { return .later(tick) }
    let wait = place.nextLook - context.now()
    guard wait <= .zero else { return .later(wait) }
    let due = try await context.store.queue.duePolls(region: place.region, limit: Self.looksPerRound)
    guard !due.isEmpty else { return .later(tick) }
    CrashPoint.pollDue.reach()
    self.watch.withLock { $0 = nil }
    return .look(due, watch)
  }

  /// - Returns: how long nothing is due.
  /// - Throws: `AWSError` where the credentials do not work, and whatever the store throws.
  func look(at due: [PollingJob], _ watch: inout RegionWatch) async throws -> Duration {
    switch try await round.run(due, &watch) {
    case .refused(let error):
      // Another worker may have better ones: its looks come first.
      try await watch.lease.yield()
      throw error
    case .throttled, .cutOff, .leaseLost: return tick
    case nil: return due.count < Self.looksPerRound ? min(tick, Self.breath) : .zero
    }
  }

  /// Ends a round.
  func giveBack(_ watch: RegionWatch) { self.watch.withLock { $0 = watch } }

  /// Lets another worker take over at once, unless a round is under way: that asks for the lease until its end.
  func letGo() async { try? await watch.withLock { $0 }?.lease.yield() }
}
