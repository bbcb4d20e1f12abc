/// What the machine does to everybody during a campaign: its disk fills, and somebody sets its clock.
struct CampaignMachineFaults: Sendable {
  static let fullDisk = "the disk is full"

  let machine: FaultyMachine
  let tally: CampaignTally
  let isOver: @Sendable () -> Bool
  var random: SeededGenerator

  /// Goes on until the storm is over, then leaves a sound machine behind.
  mutating func run() async throws {
    defer {
      machine.freeDisk()
      machine.setClock(ahead: .zero)
    }
    while !isOver() {
      try await pause(1_000...8_000)
      if Int.random(in: 0..<3, using: &random) == 0 {
        // In the middle of whatever is written then.
        machine.fillDisk(after: .random(in: 0...60_000, using: &random))
        tally.change { $0.fullDisks += 1 }
        try await pause(200...2_500)
        machine.freeDisk()
      } else {
        // Further than the campaign's signatures live, either way.
        machine.setClock(ahead: .seconds(.random(in: -15...15, using: &random)))
        tally.change { $0.clockSteps += 1 }
      }
    }
  }

  private mutating func pause(_ milliseconds: ClosedRange<Int>) async throws {
    try await Task.sleep(for: .milliseconds(Int.random(in: milliseconds, using: &random)))
  }
}
