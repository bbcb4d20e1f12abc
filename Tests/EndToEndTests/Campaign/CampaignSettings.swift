import Foundation

/// How long and how hard a campaign is. `make crash-test` sets these by environment.
struct CampaignSettings: Sendable {
  enum Place: Sendable {
    case sqlite
    #if Postgres
      case postgres
    #endif
  }
  var place: Place = .sqlite
  var seed: UInt64
  var launches: Int
  var kills: Int
  var zombies: Int
  /// How long the storm lasts at most; it ends earlier once all of the above is reached.
  var longest: Duration
  /// Workers at a time.
  var slots = 6
  var producers = 3
  /// A worker that is to die at a point of a launch may do so up to the how manieth time it gets there.
  var mostTimes = 2
  /// How long a worker may take to get where its fate awaits it.
  var patience: Duration = .seconds(5)
  /// How many batches a producer lets be before it terminates the oldest.
  var batchesKept = 1
  /// Where everything that was seen goes; kept where something is wrong.
  var folder: URL
  var keeps: Bool
  var showsProgress = false

  static let lease: Duration = .seconds(2)
  static let window: Duration = .seconds(8)

  /// The one of `make test`.
  static func short() -> CampaignSettings {
    CampaignSettings(
      seed: SeededGenerator().seed, launches: 150, kills: 25, zombies: 5, longest: .seconds(45))
  }

  /// The one of `make crash-test`; nil where it is not asked for.
  static func long() -> CampaignSettings? {
    let asked = ProcessInfo.processInfo.environment
    func number(_ name: String, _ usual: Int) -> Int { asked["GEUSE_CAMPAIGN_\(name)"].flatMap(Int.init) ?? usual }
    guard asked["GEUSE_CAMPAIGN"] == "1" else { return nil }
    var settings = CampaignSettings(
      seed: SeededGenerator().seed, launches: number("LAUNCHES", 10_000), kills: number("KILLS", 1_000),
      zombies: number("ZOMBIES", 100), longest: .seconds(60 * number("MINUTES", 55)))
    #if Postgres
      if asked["GEUSE_CAMPAIGN_ON"] == "postgres" { settings.place = .postgres }
    #endif
    settings.slots = number("SLOTS", settings.slots)
    settings.mostTimes = 8
    settings.patience = .seconds(12)
    settings.batchesKept = 10
    settings.showsProgress = true
    return settings
  }

  private init(seed: UInt64, launches: Int, kills: Int, zombies: Int, longest: Duration) {
    self.seed = seed
    self.launches = launches
    self.kills = kills
    self.zombies = zombies
    self.longest = longest
    let asked = ProcessInfo.processInfo.environment
    let place =
      asked["GEUSE_CAMPAIGN_FOLDER"].map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? FileManager.default.temporaryDirectory
    folder = place.appending(path: "geuse-campaign-\(seed)", directoryHint: .isDirectory)
    keeps = asked["GEUSE_CAMPAIGN_KEEP"] == "1"
  }

  /// How much of the storm is over when the copy is made that is put back at the end.
  var backupShare: Double { 0.7 }

  /// Over how long launches are told: the rest is for what may still go wrong with the last of them.
  var spread: Duration { longest * 0.9 }

  /// A generator of its own for each actor, so that what one draws moves no other.
  func random(_ actor: String) -> SeededGenerator {
    SeededGenerator(seed: actor.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }
}
