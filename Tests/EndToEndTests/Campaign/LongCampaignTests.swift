import Testing

/// Outside of the other tests of the binary, because it takes up to an hour.
@Suite(.enabled(if: CampaignSettings.long() != nil, "make crash-test runs it")) struct LongCampaignTests {
  @Test func aLongStormDoublesAndLosesNothing() async throws {
    try await Campaign.run(#require(CampaignSettings.long()))
  }
}
