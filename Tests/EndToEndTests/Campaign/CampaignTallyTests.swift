import Testing

@Suite struct CampaignTallyTests {
  @Test func whoeverWaitsIsWokenByTheChangeThatMakesItSo() async {
    let tally = CampaignTally()
    async let waits: Void = tally.wait { $0.kills == 2 }
    for _ in 0..<2 { tally.change { $0.kills += 1 } }
    await waits
    #expect(tally.counts.kills == 2)
    await tally.wait { $0.kills == 2 }
  }

  /// A campaign whose producer failed has to end, and nothing is counted any more.
  @Test(.timeLimit(.minutes(1))) func aCancelledWaitEnds() async {
    let tally = CampaignTally()
    let waiting = Task { await tally.wait { $0.kills == 1 } }
    waiting.cancel()
    await waiting.value
    #expect(tally.counts.kills == 0)
  }
}
