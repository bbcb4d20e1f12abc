/// What the machine does to everybody during a campaign: its disk fills, and somebody sets its clock.
struct CampaignMachineFaults: Sendable {
  let machine: FaultyMachine
  let tally: CampaignTally
  /// Whether there is anything on its disk that may not be written.
  let fillsDisk: Bool
  let isOver: @Sendable () -> Bool
  var random: SeededGenerator

  /// Goes on until the storm is over, then leaves a sound machine behind.
  mutating func run() async throws {
    defer {
      machine.freeDisk()
      machine.setClock(ahead: .zero)
    }
    while !isOver() {
      try await random.pause(1_000...8_000)
      if fillsDisk, Int.random(in: 0..<3, using: &random) == 0 {
        // In the middle of whatever is written then.
        machine.fillDisk(after: .random(in: 0...60_000, using: &random))
        tally.change { $0.faults["full disks", default: 0] += 1 }
        try await random.pause(200...2_500)
        machine.freeDisk()
      } else {
        // Further than the campaign's signatures live, either way.
        machine.setClock(ahead: .seconds(.random(in: -15...15, using: &random)))
        tally.change { $0.faults["steps of the clock", default: 0] += 1 }
      }
    }
  }
}
