import Testing

#if DEBUG
  extension EndToEnd {
    @Suite struct CampaignTests {
      /// The short one; `make crash-test` runs the long one.
      @Test func aStormDoublesAndLosesNothing() async throws { try await Campaign.run(.short()) }
    }
  }
#endif
