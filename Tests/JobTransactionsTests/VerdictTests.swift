import JobModel
import Testing

@testable import JobTransactions

@Suite struct VerdictTests {
  private static let error = JobError(code: "C", class: .transient, message: "m")
  private static let result = JobResult.resource(
    EC2Resource(
      instanceID: "i-1", instanceType: "t", isSpot: false, state: "running", amiID: "a", createdByGeusemaker: true))
  private static let time = Timestamp(rawValue: 1)
  private static let plan = PollPlan(instanceID: "i-1", nextLook: time)
  private static let retry = JobOutcome.retry(at: time, error, counted: true)
  private static let again = Verdict.retry(at: time, error, counted: true)

  @Test(
    arguments: [
      (.launch, .succeed(result), .succeed(result), .cancel(result: result, error: nil), nil),
      (.wait, .succeed(result), .succeed(result), .succeed(result), nil),
      (.launch, .fail(error), .fail(error), .fail(error), nil),
      (.launch, retry, again, .cancel(result: nil, error: error), again),
      (.wait, .poll(plan), .poll(plan), .cancel(result: nil, error: nil), nil),
      (.launch, .poll(plan), nil, nil, nil),
      (.launch, .park(until: time, error), .park(until: time, error), .cancel(result: nil, error: nil), nil),
      (.wait, .park(until: time, error), nil, nil, nil),
      (.tag, .release, .release, .cancel(result: nil, error: nil), .release),
    ] as [(JobKind, JobOutcome, Verdict?, Verdict?, Verdict?)])
  func verdict(kind: JobKind, outcome: JobOutcome, plain: Verdict?, cancelled: Verdict?, open: Verdict?) {
    func verdict(_ cancelRequested: Bool, _ hasOpenRequest: Bool) -> Verdict? {
      Verdict(outcome, kind: kind, cancelRequested: cancelRequested, hasOpenRequest: hasOpenRequest)
    }
    #expect(verdict(false, false) == plain)
    #expect(verdict(true, false) == cancelled)
    #expect(verdict(false, true) == open)
    #expect(verdict(true, true) == open, "an open request is settled before the job is cancelled")
  }
}
