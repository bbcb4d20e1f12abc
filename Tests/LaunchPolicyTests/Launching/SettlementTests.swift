import JobModel
import LaunchPolicy
import Testing

@Suite("What to do next about an open launch request")
struct SettlementTests {
  private static let limits = Settlement.Limits(
    ambiguityWindow: .seconds(1_200), replayLifetime: .seconds(43_200), pause: .seconds(5))

  struct Case: CustomTestStringConvertible {
    let name: String
    var sends: [LaunchSend] = []
    var refusal: ErrorClass?
    var now: Int64 = 100
    var deadline: Int64 = 21_600
    var cancelled = false
    var parts = false
    /// When a look first found nothing.
    var absent: Int64?
    let step: Settlement
    var testDescription: String { name }
  }

  private static func send(_ id: Int64, at seconds: Int64, _ answer: LaunchSend.Answer?, _ code: String? = nil)
    -> LaunchSend
  {
    LaunchSend(id: id, signedAt: .seconds(seconds), answer: answer, code: code)
  }

  @Test(arguments: [
    Case(name: "nothing sent yet", step: .send()),
    Case(name: "nothing sent, too late", now: 30_000, step: .closeUnsent),
    Case(name: "nothing sent, cancelled", cancelled: true, step: .closeUnsent),
    Case(name: "nothing sent, some go: the others without them", parts: true, step: .closeUnsent),
    Case(
      name: "throttled, some go: the others without them", sends: [send(1, at: 90, .refused, "RequestLimitExceeded")],
      refusal: .throttled, parts: true, step: .closeRefused),
    Case(
      name: "never left, some go: the others without them", sends: [send(1, at: 90, .notSent, "ConnectionFailed")],
      parts: true, step: .closeRefused),
    Case(
      name: "some go while an older signature lives: all stay until it is settled",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "RequestLimitExceeded")], refusal: .throttled,
      parts: true, step: .send(orLookBy: .seconds(990))),
    Case(name: "crash after the send, some go: replay", sends: [send(1, at: 90, nil)], parts: true, step: .send()),
    Case(name: "crash after the send: replay", sends: [send(1, at: 90, nil)], step: .send()),
    Case(name: "ambiguous answer: replay", sends: [send(1, at: 90, .ambiguous, "HTTP503")], step: .send()),
    Case(
      name: "refused, every send answered: close", sends: [send(1, at: 90, .refused, "Insufficient")],
      refusal: .capacity, step: .closeRefused),
    Case(
      name: "refused as input: close", sends: [send(1, at: 90, .refused, "InvalidAMIID.NotFound")], refusal: .image,
      step: .closeRefused),
    Case(
      name: "throttled: the same request again", sends: [send(1, at: 90, .refused, "RequestLimitExceeded")],
      refusal: .throttled, step: .send()),
    Case(
      name: "a profile that is not visible yet: the same request again",
      sends: [send(1, at: 10, .refused, "X"), send(2, at: 129, .refused, "X")], refusal: .propagation, now: 130,
      step: .send()),
    Case(
      name: "a profile that stays invisible: close",
      sends: [send(1, at: 10, .refused, "X"), send(2, at: 129, .refused, "X")], refusal: .propagation, now: 131,
      step: .closeRefused),
    Case(
      name: "its time runs from the first such refusal, not from the first send",
      sends: [send(1, at: 10, .refused, "RequestLimitExceeded"), send(2, at: 129, .refused, "X")],
      refusal: .propagation, now: 249, step: .send()),
    Case(name: "never left: again", sends: [send(1, at: 90, .notSent, "ConnectionFailed")], step: .send()),
    Case(
      name: "never left, cancelled: close", sends: [send(1, at: 90, .notSent, "ConnectionFailed")], cancelled: true,
      step: .closeRefused),
    Case(
      name: "replay throttled past the window: it says nothing of the older send, so again",
      sends: [send(1, at: 90, nil), send(2, at: 1_290, .refused, "RequestLimitExceeded")], refusal: .throttled,
      now: 1_291, step: .send()),
    Case(
      name: "replay refused for its keys past the window, too late to replay: never taken for a no",
      sends: [send(1, at: 90, nil), send(2, at: 1_290, .refused, "AuthFailure")], refusal: .credentials, now: 1_291,
      deadline: 1_200, step: .lookUp(otherwise: .closeUnknown)),
    Case(
      name: "replay refused for capacity while an older signature lives: probe again, do not move on",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "Insufficient")], refusal: .capacity,
      step: .send(orLookBy: .seconds(990))),
    Case(
      name: "replay refused for good while an older signature lives: wait it out",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "InvalidAMIID.NotFound")], refusal: .image,
      step: .hold(until: .seconds(990))),
    Case(
      name: "one second before the signature expires",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "InvalidAMIID.NotFound")], refusal: .image, now: 989,
      step: .hold(until: .seconds(990))),
    Case(
      name: "the signature expired: a first look",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "Insufficient")], refusal: .capacity, now: 990,
      step: .lookUp(otherwise: .holdAbsent(until: .seconds(1_290)))),
    Case(
      name: "nothing was found once: replays go on until the second look",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "Insufficient")], refusal: .capacity, now: 1_000,
      absent: 990, step: .send(orLookBy: .seconds(1_290))),
    Case(
      name: "one second before the second look",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "InvalidAMIID.NotFound")], refusal: .image, now: 1_289,
      absent: 990, step: .hold(until: .seconds(1_290))),
    Case(
      name: "nothing was found once, some time ago: one more look, then close",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "Insufficient")], refusal: .capacity, now: 1_290,
      absent: 990, step: .lookUp(otherwise: .closeRefused)),
    Case(
      name: "nobody looked before the window ended: still two looks, some time apart",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "Insufficient")], refusal: .capacity, now: 5_000,
      step: .lookUp(otherwise: .holdAbsent(until: .seconds(5_300)))),
    Case(
      name: "the first look was late: the second waits for it",
      sends: [send(1, at: 90, nil), send(2, at: 95, .refused, "InvalidAMIID.NotFound")], refusal: .image, now: 5_100,
      absent: 5_000, step: .hold(until: .seconds(5_300))),
    Case(
      name: "a look from before the newest signature expired says nothing of it",
      sends: [send(1, at: 90, nil), send(2, at: 800, .ambiguous), send(3, at: 810, .refused, "X")], refusal: .image,
      now: 1_700, absent: 1_000, step: .lookUp(otherwise: .holdAbsent(until: .seconds(2_000)))),
    Case(
      name: "the newest unanswered signature counts",
      sends: [send(1, at: 90, nil), send(2, at: 600, .ambiguous), send(3, at: 610, .refused, "X")], refusal: .image,
      now: 1_400, step: .hold(until: .seconds(1_500))),
    Case(
      name: "a refusal before an unanswered send proves nothing",
      sends: [send(1, at: 90, .refused, "Insufficient"), send(2, at: 95, nil)], refusal: .capacity, step: .send()),
    Case(
      name: "token mismatch: look, do not send", sends: [send(1, at: 90, .ambiguous, "IdempotentParameterMismatch")],
      step: .lookUp(otherwise: .hold(until: .seconds(105)))),
    Case(
      name: "terminated token: look, do not send", sends: [send(1, at: 90, .ambiguous, "IdempotentInstanceTerminated")],
      now: 1_400, step: .lookUp(otherwise: .closeUnknown)),
    Case(
      name: "past the deadline: look-ups alone", sends: [send(1, at: 90, nil)], now: 1_000, deadline: 500,
      step: .lookUp(otherwise: .hold(until: .seconds(1_005)))),
    Case(
      name: "past the deadline and the window: unknown", sends: [send(1, at: 90, nil)], now: 2_000, deadline: 500,
      step: .lookUp(otherwise: .closeUnknown)),
    Case(
      name: "past the token's safe life: look-ups alone", sends: [send(1, at: 90, nil)], now: 43_291, deadline: 90_000,
      step: .lookUp(otherwise: .closeUnknown)),
    Case(
      name: "cancelled and unanswered: nothing is sent again", sends: [send(1, at: 90, nil)], cancelled: true,
      step: .lookUp(otherwise: .hold(until: .seconds(105)))),
    Case(
      name: "launched, then a replay was refused: it took effect all the same",
      sends: [send(1, at: 90, .launched), send(2, at: 95, .refused, "UnauthorizedOperation")], refusal: .permission,
      step: .send()),
    Case(
      name: "launched, then a replay never left, cancelled: looked for until the window ends",
      sends: [send(1, at: 90, .launched), send(2, at: 95, .notSent, "ConnectionFailed")], cancelled: true,
      step: .lookUp(otherwise: .hold(until: .seconds(105)))),
    Case(
      name: "a terminated token before a refusal: looked for, never refused",
      sends: [send(1, at: 90, .ambiguous, "IdempotentInstanceTerminated"), send(2, at: 95, .refused, "X")],
      refusal: .image, now: 30_000, step: .lookUp(otherwise: .closeUnknown)),
    Case(name: "launched but not settled: the replay names it", sends: [send(1, at: 90, .launched)], step: .send()),
    Case(
      name: "launched, too late to replay", sends: [send(1, at: 90, .launched)], now: 30_000,
      step: .lookUp(otherwise: .closeUnknown)),
  ])
  func next(_ example: Case) {
    let step = Settlement.next(
      sends: example.sends, refusal: example.refusal,
      absentSince: example.absent.map { Moment(wall: .seconds($0), boot: nil) },
      now: Moment(wall: .seconds(example.now), boot: nil), deadline: .seconds(example.deadline),
      cancelled: example.cancelled, parts: example.parts, limits: Self.limits)
    #expect(step == example.step)
  }

  /// However sends and answers fall, a request with an unanswered signature inside the window is never closed.
  @Test func neverClosesInsideTheWindow() {
    var generator = SplitMix(state: 42)
    let answers: [LaunchSend.Answer?] = [nil, .refused, .ambiguous, .notSent, .launched]
    let refusals: [ErrorClass?] = [nil, .capacity, .image, .throttled, .transient]
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...5, using: &generator)
      var at: Int64 = 0
      let sends = (1...count).map { id in
        at += Int64.random(in: 0...400, using: &generator)
        return Self.send(Int64(id), at: at, answers.randomElement(using: &generator)!)
      }
      guard let newest = sends.last(where: { $0.isUnresolved || $0.tookEffect }) else { continue }
      let now = newest.signedAt + .seconds(Int.random(in: 0..<1_200, using: &generator))
      guard now >= sends[sends.count - 1].signedAt else { continue }
      let step = Settlement.next(
        sends: sends, refusal: refusals.randomElement(using: &generator)!,
        absentSince: Moment(wall: .seconds(Int64.random(in: 0...1_200, using: &generator)), boot: nil),
        now: Moment(wall: now, boot: nil),
        deadline: .seconds(Int64.random(in: 0...5_000, using: &generator)), cancelled: Bool.random(using: &generator),
        parts: Bool.random(using: &generator), limits: Self.limits)
      switch step {
      case .closeRefused, .closeUnsent, .lookUp(.closeRefused), .lookUp(.closeUnknown):
        Issue.record("closed inside the window: \(sends) at \(now)")
      case .send, .hold, .lookUp(.hold), .lookUp(.holdAbsent): break
      }
    }
  }
}

/// A small seeded generator, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
