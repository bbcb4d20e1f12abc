import JobModel
import LaunchPolicy
import Testing

@Suite("An open launch request while somebody sets the clock")
struct SettlementClockTests {
  private static let limits = Settlement.Limits(ambiguityWindow: .seconds(1_200))

  private static func moment(wall: Int64, boot: Int64, of bootID: String = "one") -> Moment {
    Moment(wall: .seconds(wall), boot: BootTime(bootID: bootID, milliseconds: boot * 1_000))
  }

  private static func send(_ id: Int64, _ signed: Moment, _ answer: LaunchSend.Answer?, _ code: String? = nil)
    -> LaunchSend
  {
    LaunchSend(id: id, signedAt: signed.wall, signedBoot: signed.boot, answer: answer, code: code)
  }

  /// Unanswered, then refused for its image five seconds later.
  private static let sends = [
    send(1, moment(wall: 100, boot: 100), nil),
    send(2, moment(wall: 105, boot: 105), .refused, "InvalidAMIID.NotFound"),
  ]

  private func next(
    _ sends: [LaunchSend] = sends, refusal: ErrorClass? = .image, absentSince: Moment? = nil, at now: Moment
  ) -> Settlement {
    Settlement.next(
      sends: sends, refusal: refusal, absentSince: absentSince, now: now, deadline: .seconds(10_000_000),
      cancelled: false, limits: Self.limits)
  }

  @Test func aWallClockSetForwardDoesNotShortenTheWindow() {
    // An hour ahead, a minute later: the signature has 14 minutes to live.
    #expect(next(at: Self.moment(wall: 3_760, boot: 160)) == .hold(until: .seconds(3_760 + 840)))
  }

  @Test func aWallClockSetBackDoesNotShortenItEither() {
    // EC2 takes a signature by what it says, so that it lives on for as long as the clock goes back.
    #expect(next(at: Self.moment(wall: 40, boot: 1_400)) == .hold(until: .seconds(1_000)))
  }

  @Test func aStepBetweenTwoLooksDoesNotBringThemTogether() {
    let first = Self.moment(wall: 1_000, boot: 1_000)
    let step = next(absentSince: first, at: Self.moment(wall: 9_000, boot: 1_010))
    // Whether the first was made after the signature expired is in doubt: it is made again.
    #expect(step == .lookUp(otherwise: .holdAbsent(until: .seconds(9_300))))
    let again = next(absentSince: Self.moment(wall: 9_000, boot: 1_010), at: Self.moment(wall: 9_100, boot: 1_110))
    #expect(again == .hold(until: .seconds(9_300)))
  }

  @Test func afterARestartTheWallClockCounts() {
    let now = Self.moment(wall: 1_300, boot: 10, of: "two")
    #expect(next(absentSince: Self.moment(wall: 1_000, boot: 1_000), at: now) == .lookUp(otherwise: .closeRefused))
  }

  @Test(arguments: [
    (wall: Int64(43_300), boot: Int64(43_302)), (wall: Int64(43_302), boot: Int64(110)),
    (wall: Int64(90), boot: Int64(43_302)),
  ])
  func aTokenIsTooOldForAReplayOnceEitherClockSaysSo(_ now: (wall: Int64, boot: Int64)) {
    let sends = [Self.send(1, Self.moment(wall: 100, boot: 100), nil)]
    let step = next(sends, refusal: nil, at: Self.moment(wall: now.wall, boot: now.boot))
    guard case .lookUp = step else {
      Issue.record("\(step)")
      return
    }
  }
}
