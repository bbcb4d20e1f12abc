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
    var fullDisks = 0
    var clockSteps = 0
    /// What should never be: a worker that ends otherwise than it was made to, a producer that fails.
    var surprises: [String] = []
  }
  private let state = Mutex(Counts())

  var counts: Counts { state.withLock { $0 } }

  func change(_ body: (inout Counts) -> Void) { state.withLock { body(&$0) } }

  func surprise(_ text: String) { change { $0.surprises.append(text) } }
}
