#if Postgres
  import JobModel
  import Testing

  @testable import PostgresStore

  @Suite struct ServerClockTests {
    private let clock = ServerClock()
    private let start = BootTime.now()

    /// - Parameters:
    ///   - ahead: of this machine's boot clock, in the middle between question and answer.
    ///   - span: between question and answer.
    private func hear(ahead: Int64, span: Int64, lease: Int64 = 0) {
      let heard = BootTime.now()
      let middle = heard.milliseconds - span / 2
      clock.hear(
        ServerClock.Answer(
          now: Timestamp(rawValue: middle + ahead),
          lease: BootTime(bootID: "server", milliseconds: middle + ahead + lease), asked: heard + .milliseconds(-span),
          heard: heard))
    }

    private var ahead: Int64 { clock.clocks.now().rawValue - BootTime.now().milliseconds }

    @Test func beforeTheFirstAnswerItIsTheMachines() {
      #expect(abs(clock.clocks.now().rawValue - Timestamp.now().rawValue) < 1_000)
      #expect(clock.clocks.boot().bootID == start.bootID)
    }

    @Test func theNarrowestSpanCounts() {
      hear(ahead: 1_000_000, span: 10)
      #expect(abs(ahead - 1_000_000) <= 8)
      // Both could be true, and this one knows less.
      hear(ahead: 1_002_000, span: 20_000)
      #expect(abs(ahead - 1_000_000) <= 9)
      hear(ahead: 1_000_002, span: 2)
      #expect(abs(ahead - 1_000_002) <= 4)
    }

    @Test func aClockThatWasSetIsBelieved() {
      hear(ahead: 1_000_000, span: 2)
      hear(ahead: 400_000, span: 100)
      #expect(abs(ahead - 400_000) <= 52)
      hear(ahead: 9_000_000, span: 4)
      #expect(abs(ahead - 9_000_000) <= 4)
    }

    @Test func leasesHaveTheServersClock() {
      hear(ahead: 1_000_000, span: 2, lease: 77)
      let (now, boot) = (clock.clocks.now(), clock.clocks.boot())
      #expect(boot.bootID == "server" && abs(boot.milliseconds - now.rawValue - 77) < 1_000)
    }
  }
#endif
