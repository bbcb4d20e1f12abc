import Testing

#if DEBUG
  extension EndToEnd {
    @Suite struct CampaignTests {
      /// The short one; `make crash-test` runs the long one.
      @Test func aStormDoublesAndLosesNothing() async throws { try await Campaign.run(.short()) }
    }

    #if Postgres
      @Suite struct PostgresCampaignTests {
        @Test func aStormOverHostsAndServerDoublesAndLosesNothing() async throws {
          var settings = CampaignSettings.short()
          settings.place = .postgres
          settings.longest = .seconds(35)
          try await Campaign.run(settings)
        }
      }
    #endif
  }
#endif
