import JobModel
import Testing

@Suite("States")
struct JobStateTests {
  @Test func onlyARequeueLeavesAFinalState() {
    for state in JobState.allCases where state.isFinal {
      #expect(state.successors.isSubset(of: [.ready, .blocked]), "\(state)")
    }
    #expect(JobState.allCases.filter(\.isFinal) == [.succeeded, .failed, .cancelled])
  }

  @Test(arguments: [
    (JobState.ready, Int64(0), false, ShownState.ready), (.ready, 10, false, .scheduled), (.ready, 10, true, .retrying),
    (.ready, 0, true, .retrying), (.blocked, 10, false, .blocked), (.running, 0, true, .running),
    (.failed, 0, true, .failed),
  ])
  func aReadyJobIsShownByItsTimeAndError(state: JobState, runAt: Int64, hasError: Bool, shown: ShownState) {
    #expect(
      ShownState(state, runAt: Timestamp(rawValue: runAt), hasError: hasError, now: Timestamp(rawValue: 5)) == shown)
  }
}
