import Testing

#if os(Linux)
  extension EndToEnd {
    /// The power goes while workers and producers are at work; what was not synced is lost, EC2 goes on.
    @Suite struct PowerLossTests {
      @Test(arguments: ["full", "normal"])
      func whatWasAcknowledgedIsThereAndNothingIsLaunchedTwice(_ durability: String) async throws {
        let report = try await PowerCampaign.run(.init(rounds: 4, durability: durability))
        #expect(report.isClean, "\(report)")
        #expect(report.told > 0 && report.instances > 0 && report.losses.lost > 0, "\(report)")
      }

      /// The judge sees what is lost where a disk says that it synced and did not.
      @Test func aDiskThatLiesLosesWhatWasAcknowledged() async throws {
        let report = try await PowerCampaign.run(.init(rounds: 2, lyingRounds: [1]))
        #expect(!report.lost.isEmpty, "\(report)")
      }
    }
  }

  /// Outside of the other tests of the binary, because it takes as long as it is told: `GEUSE_POWER_CUTS=100`.
  @Suite(.serialized, .enabled(if: PowerCampaign.longRounds != nil, "GEUSE_LONG_TESTS=1 runs it"))
  struct LongPowerLossTests {
    @Test(arguments: ["full", "normal"])
    func manyCutsLoseAndDoubleNothing(_ durability: String) async throws {
      let report = try await PowerCampaign.run(
        .init(rounds: try #require(PowerCampaign.longRounds), workers: 4, durability: durability))
      #expect(report.isClean, "\(report)")
    }
  }
#endif
