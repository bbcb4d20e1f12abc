/// What EC2 does to its callers during a campaign: faults of calls, fates of instances, zones that are short.
///
/// It lies only as EC2 may: a late copy of a call is looked at when it arrives and its signature must still be good, a
/// new instance is unknown to Describe calls for less than the time that geuse gives it, and a launch is refused for
/// want of capacity only where it has not happened yet.
struct CampaignWeather: Sendable {
  /// Signatures live six of the eight seconds of the window, as they live 15 of 20 minutes at AWS.
  static let scenario = """
    {"signature_lifetime": "6s", "boot_time": "300ms", "checks_time": "300ms", "shutdown_time": "500ms"}
    """

  /// Late copies and refusals are frequent enough to meet in one launch now and then.
  private static let faults = """
    [
      {"kind": "throttle", "action": "RunInstances", "probability": 0.04, "count": "all"},
      {"kind": "drop_before", "action": "RunInstances", "probability": 0.04, "count": "all"},
      {"kind": "drop_after", "action": "RunInstances", "probability": 0.05, "count": "all"},
      {"kind": "hang", "action": "RunInstances", "delay": "3s", "takes_effect": true, "probability": 0.02, "count": "all"},
      {"kind": "hang", "action": "RunInstances", "delay": "3s", "probability": 0.01, "count": "all"},
      {"kind": "late", "action": "RunInstances", "delay": "2s", "probability": 0.03, "count": "all"},
      {"kind": "late", "action": "RunInstances", "delay": "4s", "probability": 0.05, "count": "all"},
      {"kind": "refuse", "code": "InsufficientInstanceCapacity", "action": "RunInstances", "unless_launched": true, "probability": 0.12, "count": "all"},
      {"kind": "truncate", "action": "RunInstances", "probability": 0.03, "count": "all"},
      {"kind": "truncate", "action": "RunInstances", "ends_cleanly": true, "probability": 0.01, "count": "all"},
      {"kind": "html", "action": "RunInstances", "takes_effect": true, "probability": 0.02, "count": "all"},
      {"kind": "html", "action": "RunInstances", "probability": 0.01, "count": "all"},
      {"kind": "internal_error", "action": "RunInstances", "takes_effect": true, "probability": 0.02, "count": "all"},
      {"kind": "internal_error", "action": "RunInstances", "probability": 0.02, "count": "all"},
      {"kind": "unavailable", "action": "RunInstances", "probability": 0.01, "count": "all"},
      {"kind": "partial_view", "shown": 0, "younger_than": "1500ms", "probability": 0.5, "count": "all"},
      {"kind": "throttle", "action": "Describe*", "probability": 0.04, "count": "all"},
      {"kind": "drop_after", "action": "Describe*", "probability": 0.03, "count": "all"},
      {"kind": "truncate", "action": "Describe*", "probability": 0.02, "count": "all"},
      {"kind": "html", "action": "Describe*", "probability": 0.01, "count": "all"},
      {"kind": "drop_after", "action": "TerminateInstances", "probability": 0.05, "count": "all"},
      {"kind": "drop_before", "action": "TerminateInstances", "probability": 0.05, "count": "all"},
      {"kind": "internal_error", "action": "TerminateInstances", "takes_effect": true, "probability": 0.03, "count": "all"},
      {"kind": "throttle", "action": "TerminateInstances", "probability": 0.04, "count": "all"},
      {"kind": "drop_after", "action": "CreateTags", "probability": 0.05, "count": "all"},
      {"kind": "throttle", "action": "CreateTags", "probability": 0.05, "count": "all"}
    ]
    """

  private static let fates = """
    [
      {"kind": "hidden", "lasts": "1s", "probability": 0.1, "count": "all"},
      {"kind": "dies", "probability": 0.03, "count": "all"},
      {"kind": "interrupted", "after": "1s", "notice": "500ms", "probability": 0.1, "count": "all"}
    ]
    """

  let simulator: SimulatorProcess
  let isOver: @Sendable () -> Bool
  var random: SeededGenerator

  /// Goes on until the storm is over, then leaves fair weather behind.
  mutating func run() async throws {
    try await simulator.add(Self.faults, to: "faults")
    try await simulator.add(Self.fates, to: "fates")
    while !isOver() {
      try await random.pause(1_000...6_000)
      try await simulator.close(zone: ["us-east-1a", "us-east-1b", "us-east-1c"].randomElement(using: &random)!)
      try await random.pause(500...4_000)
      try await simulator.openEverything()
    }
    for list in ["faults", "fates", "capacity"] { try await simulator.clear(list) }
  }
}
