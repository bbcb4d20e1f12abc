import Synchronization

/// What has happened so far, counted by everybody who makes it happen.
final class CampaignTally: Sendable {
  struct Counts: Sendable {
    var launchesTold = 0
    var kills = 0
    var zombies = 0
    /// Zombies that slept past the ambiguity window.
    var longZombies = 0
    var stops = 0
    /// Deaths by point, and sleeps by point.
    var crashed: [String: Int] = [:]
    var slept: [String: Int] = [:]
    var commands: [String: Int] = [:]
    var producersKilled = 0
    var workers = 0
    /// What befell machine and database, by name.
    var faults: [String: Int] = [:]
    /// What should never be: a worker that ends otherwise than it was made to, a producer that fails.
    var surprises: [String] = []
  }
  private let state = Mutex(Counts())
  private let (changes, changed) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

  var counts: Counts { state.withLock { $0 } }

  func change(_ body: (inout Counts) -> Void) {
    state.withLock { body(&$0) }
    changed.yield()
  }

  /// Returns at the change that makes it so, or when cancelled; something changes with every worker that ends.
  ///
  /// One at a time may wait.
  func wait(until isSo: (Counts) -> Bool) async {
    guard !isSo(counts) else { return }
    for await _ in changes where isSo(counts) { return }
  }

  /// Said at once, too: a campaign that is broken off has no report.
  func surprise(_ text: String) {
    print("campaign: surprise: \(text)")
    change { $0.surprises.append(text) }
  }
}
