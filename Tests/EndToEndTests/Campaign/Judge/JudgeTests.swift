import Testing

/// A judge that finds nothing in a good history, and each wrong that is put into it.
@Suite struct JudgeTests {
  private static let request = "0b3c"

  /// One launch: job 1 told, claimed under token 1, its request sent, answered with i-1 and closed.
  private static let good = [
    #"{"event":"enqueued","phase":"fact","step":1,"process":1,"boot":100,"facts":{"jobs":[{"job":1,"kind":"launch","existing":false}]}}"#,
    #"{"event":"claimed","phase":"fact","step":1,"process":2,"boot":200,"facts":{"worker":"w","jobs":[{"job":1,"token":1,"kind":"launch","attempt":1}]}}"#,
    #"{"event":"open","phase":"intent","step":2,"process":2,"boot":210,"facts":{"uuid":"0b3c","client_token":"t","region":"r","members":[{"id":1,"token":1}]}}"#,
    #"{"event":"open","phase":"result","step":2,"process":2,"boot":211,"facts":{"request":{"id":7,"token":1}}}"#,
    #"{"event":"close","phase":"intent","step":3,"process":2,"boot":220,"facts":{"request":{"id":7,"token":1},"state":"settled","instances":[{"instance":"i-1","ordinal":0}],"members":[{"job":1,"outcome":"succeed","instance":"i-1"}]}}"#,
    #"{"event":"close","phase":"result","step":3,"process":2,"boot":221,"facts":{"accepted":[true]}}"#,
  ]

  private static func instance(_ id: String, request: String? = request, ended: String? = nil, launched: String = "10")
    -> Evidence.Instance
  {
    Evidence.Instance(id: id, request: request, ordinal: 0, recordedAt: launched, endedAt: ended)
  }

  private static func judge(
    _ lines: [String] = good, more: [String] = [], instances: [Evidence.Instance] = [instance("i-1")],
    told: Set<Int> = [1], launched: Int? = nil
  ) -> Verdict {
    // Two files: what a second process wrote stands in another one.
    let traces = [
      ProcessTrace(name: "a", text: Self.text(lines)),
      ProcessTrace(name: "b", text: Self.text(more)),
    ]
    return Judge(
      Evidence(
        instances: instances, launchedByCallLog: launched ?? instances.count, traces: traces, told: told)
    ).verdict()
  }

  private static func charges(_ verdict: Verdict) -> [Verdict.Charge] { verdict.violations.map(\.charge) }

  @Test func findsNothingWhereAllIsWell() {
    let verdict = Self.judge()
    #expect(verdict.violations.isEmpty, "\(verdict.report)")
    #expect(verdict.figures.contains { $0.name == "launches succeeded" && $0.value == 1 })
  }

  @Test func anInstanceThatNobodyOpenedARequestForIsAnOrphan() {
    let verdict = Self.judge(instances: [Self.instance("i-1"), Self.instance("i-2", request: "ffff")])
    #expect(Self.charges(verdict) == [.orphan])
    #expect(verdict.report.contains("i-2"))
  }

  @Test func anInstanceWithoutATagIsAnOrphan() {
    #expect(
      Self.charges(Self.judge(instances: [Self.instance("i-1"), Self.instance("i-2", request: nil)])) == [.orphan])
  }

  @Test func anInstanceWhoseJobFailedIsAnOrphan() {
    let lines = Self.good.map {
      $0.replacing(#""outcome":"succeed","instance":"i-1""#, with: #""outcome":"fail","code":"X""#)
    }
    #expect(Self.charges(Self.judge(lines)) == [.orphan])
    #expect(Self.charges(Self.judge(lines, instances: [Self.instance("i-1", ended: "11")])).isEmpty)
  }

  @Test func anInstanceOfAJobThatWasCancelledInTimeIsAnOrphan() {
    let cancel = [
      #"{"event":"cancel","phase":"intent","step":1,"process":3,"boot":214,"facts":{"jobs":[1],"keep_instance":false}}"#,
      #"{"event":"cancel","phase":"result","step":1,"process":3,"boot":215,"facts":{"jobs":[{"job":1,"effect":"requested"}]}}"#,
    ]
    #expect(Self.charges(Self.judge(more: cancel)) == [.orphan])
    let kept = cancel.map { $0.replacing("false", with: "true") }
    #expect(Self.charges(Self.judge(more: kept)).isEmpty)
  }

  @Test func anInstanceThatATerminationSaysIsGoneIsAnOrphan() {
    let terminate = [
      #"{"event":"claimed","phase":"fact","step":1,"process":3,"boot":300,"facts":{"worker":"w","jobs":[{"job":2,"token":1,"kind":"terminate","attempt":1}]}}"#,
      #"{"event":"finish","phase":"intent","step":2,"process":3,"boot":301,"facts":{"jobs":[{"job":2,"token":1,"outcome":"succeed","instance":"i-1"}]}}"#,
      #"{"event":"finish","phase":"result","step":2,"process":3,"boot":302,"facts":{"accepted":[true]}}"#,
    ]
    #expect(Self.charges(Self.judge(more: terminate)) == [.orphan])
    #expect(Self.charges(Self.judge(more: terminate, instances: [Self.instance("i-1", ended: "12")])).isEmpty)
  }

  @Test func twoInstancesInOneSlotAreADouble() {
    let verdict = Self.judge(instances: [Self.instance("i-1"), Self.instance("i-2", launched: "11")])
    #expect(verdict.count(.double) == 2)
    #expect(verdict.count(.orphan) == 1)
    #expect(verdict.count(.stray) == 1)
  }

  /// Although somebody found and ended it.
  @Test(arguments: ["refused", "settled", "unknown"])
  func anInstanceOfARequestThatWasClosedWithoutItIsAStray(_ state: String) {
    let lines = Self.good.map {
      $0.replacing(#""outcome":"succeed","instance":"i-1""#, with: #""outcome":"retry","code":"X""#)
        .replacing(#"{"instance":"i-1","ordinal":0}"#, with: "").replacing("settled", with: state)
    }
    let verdict = Self.judge(lines, instances: [Self.instance("i-1", ended: "11")], told: [])
    #expect(Self.charges(verdict) == (state == "unknown" ? [] : [.stray]), "\(verdict.report)")
  }

  /// A second request of the same job, opened after the first instance had ended, and before.
  @Test(arguments: [("11", 0), ("13", 1)])
  func twoInstancesOfOneJobMustNotLiveAtOnce(_ ended: String, doubles: Int) {
    let again = Self.good.dropFirst().map {
      $0.replacing("0b3c", with: "0b3d").replacing("i-1", with: "i-2").replacing(#""id":7"#, with: #""id":8"#)
        .replacing(#""token":1,"kind""#, with: #""token":2,"kind""#)
        .replacing(#"{"id":1,"token":1}"#, with: #"{"id":1,"token":2}"#).replacing(#""boot":2"#, with: #""boot":3"#)
    }
    let requeue = [
      #"{"event":"requeue","phase":"intent","step":1,"process":4,"boot":290,"facts":{"jobs":[1]}}"#,
      #"{"event":"requeue","phase":"result","step":1,"process":4,"boot":291,"facts":{"jobs":[{"job":1,"effect":"done"}]}}"#,
    ]
    let traces = [
      ProcessTrace(name: "a", text: Self.text(Self.good)),
      ProcessTrace(name: "b", text: Self.text(again)),
      ProcessTrace(name: "c", text: Self.text(requeue)),
    ]
    let instances = [
      Self.instance("i-1", ended: ended), Self.instance("i-2", request: "0b3d", launched: "12"),
    ]
    let verdict = Judge(Evidence(instances: instances, launchedByCallLog: 2, traces: traces, told: [1])).verdict()
    #expect(verdict.violations.count == doubles, "\(verdict.report)")
    #expect(verdict.count(.double) == doubles)
  }

  @Test func aJobThatNobodyEverHeardOfAgainIsLost() {
    #expect(Self.charges(Self.judge(told: [1, 2])) == [.lost])
  }

  @Test func aJobThatWasClaimedAgainAndNeverEndedIsLost() {
    let claim = [
      #"{"event":"claimed","phase":"fact","step":1,"process":3,"boot":300,"facts":{"worker":"x","jobs":[{"job":1,"token":2,"kind":"launch","attempt":2}]}}"#
    ]
    #expect(Self.judge(more: claim).count(.lost) == 1)
  }

  @Test func aJobThatWasOrderedToRunAgainAndDidNotIsLost() {
    let requeue = [
      #"{"event":"requeue","phase":"intent","step":1,"process":3,"boot":290,"facts":{"jobs":[1]}}"#,
      #"{"event":"requeue","phase":"result","step":1,"process":3,"boot":291,"facts":{"jobs":[{"job":1,"effect":"done"}]}}"#,
    ]
    #expect(Self.judge(more: requeue).count(.lost) == 1)
    #expect(Self.judge(more: requeue.map { $0.replacing("done", with: "refused") }).violations.isEmpty)
  }

  @Test func aJobWhoseDependencyFailedIsNotLost() {
    let wait = [
      #"{"event":"enqueued","phase":"fact","step":1,"process":3,"boot":100,"facts":{"jobs":[{"job":2,"kind":"wait","after":1,"condition":"success","existing":false}]}}"#
    ]
    #expect(Self.charges(Self.judge(more: wait, told: [1, 2])) == [.lost])
    let failed = Self.good.map { $0.replacing(#""outcome":"succeed","instance":"i-1""#, with: #""outcome":"fail""#) }
    #expect(Self.judge(failed, more: wait, instances: [], told: [1, 2]).violations.isEmpty)
    let terminate = wait.map { $0.replacing("success", with: "completion") }
    #expect(Self.charges(Self.judge(failed, more: terminate, instances: [], told: [1, 2])) == [.lost])
  }

  @Test func anOutcomeUnderAnOldTokenIsFound() {
    // Somebody held token 2 before the close under token 1 was begun.
    let claim = [
      #"{"event":"claimed","phase":"fact","step":1,"process":3,"boot":215,"facts":{"worker":"x","jobs":[{"job":1,"token":2,"kind":"launch","attempt":2,"request":{"id":7,"token":2}}]}}"#
    ]
    let verdict = Self.judge(more: claim)
    // By the job's token and by the request's.
    #expect(verdict.count(.oldToken) == 2, "\(verdict.report)")
    let refused = Self.good.map { $0.replacing("[true]", with: "[false]") }
    #expect(Self.judge(refused, more: claim).count(.oldToken) == 0)
  }

  @Test func aTokenThatDecidesTwiceIsFound() {
    let again = Self.good.suffix(2).map { $0.replacing(#""step":3"#, with: #""step":4"#) }
    #expect(Self.charges(Self.judge(Self.good + again)) == [.oldToken])
  }

  @Test func aTokenThatIsClaimedTwiceIsFound() {
    #expect(Self.charges(Self.judge(more: [Self.good[1]])) == [.oldToken])
  }

  @Test func aDecisionWhoseAcceptanceWasNotWrittenDownCountsWhereNobodyCameAfter() {
    let cut = Array(Self.good.dropLast())
    #expect(Self.judge(cut).violations.isEmpty)
    let claim = [
      #"{"event":"claimed","phase":"fact","step":1,"process":3,"boot":300,"facts":{"worker":"x","jobs":[{"job":1,"token":2,"kind":"launch","attempt":2}]}}"#
    ]
    #expect(Set(Self.charges(Self.judge(cut, more: claim))) == [.orphan, .lost])
  }

  /// A sleeper wakes after another poller has ended the wait, and is killed before it knows that it came too late.
  @Test func aDecisionUnderATokenThatIsSpentCountsForNothing() {
    func finish(_ process: Int, _ boot: Int, _ outcome: String) -> String {
      #"{"event":"finish","phase":"intent","step":2,"process":\#(process),"boot":\#(boot),"facts":{"jobs":[{"job":2,"token":1,"outcome":"\#(outcome)","instance":"i-1"}]}}"#
    }
    let claim =
      #"{"event":"claimed","phase":"fact","step":1,"process":3,"boot":300,"facts":{"worker":"w","jobs":[{"job":2,"token":1,"kind":"wait","attempt":1}]}}"#
    let accepted =
      #"{"event":"finish","phase":"result","step":2,"process":3,"boot":312,"facts":{"accepted":[true]}}"#
    let late = finish(4, 320, "poll")
    let wait = [claim, finish(3, 310, "succeed"), accepted]
    #expect(Self.charges(Self.judge(Self.good + [late], more: wait, told: [1, 2])).isEmpty)
    // Without that end nobody knows one.
    #expect(Self.charges(Self.judge(Self.good + [late], more: [claim], told: [1, 2])) == [.lost])
  }

  @Test func aJobWithAnInstanceThatEC2DoesNotKnowIsUnpaired() {
    #expect(Self.charges(Self.judge(instances: [])) == [.pairing])
  }

  @Test func anInstanceThatTwoJobsSucceededWithIsUnpaired() {
    let other = Self.good.map {
      $0.replacing(#""job":1"#, with: #""job":2"#).replacing("0b3c", with: "0b3d").replacing(
        #"{"id":1"#, with: #"{"id":2"#
      )
      .replacing(#""id":7"#, with: #""id":8"#)
    }
    let verdict = Self.judge(more: other, told: [1, 2])
    #expect(Set(Self.charges(verdict)) == [.pairing], "\(verdict.report)")
  }

  private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  @Test func aLineThatAKillCutShortIsNone() {
    let trace = ProcessTrace(name: "a", text: Self.text(Self.good) + #"{"at":"2026-05-01T06:0"#)
    #expect(trace.broken == 0)
    #expect(trace.records.count == Self.good.count)
  }

  @Test func booksThatDoNotAgreeAndLinesThatCannotBeReadAreTold() {
    #expect(Self.charges(Self.judge(launched: 2)) == [.evidence])
    #expect(Self.charges(Self.judge(more: [#"{"event":"claimed","ph"#])) == [.evidence])
  }
}
