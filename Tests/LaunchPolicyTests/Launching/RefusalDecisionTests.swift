import JobModel
import LaunchPolicy
import Testing

@Suite("What becomes of a refused launch")
struct RefusalDecisionTests {
  private static func error(_ errorClass: ErrorClass, _ code: String = "X") -> JobError {
    JobError(code: code, class: errorClass, message: "x")
  }

  struct Case: CustomTestStringConvertible {
    let errorClass: ErrorClass
    var code = "X"
    var failures = 0
    var refusals = 0
    var spec = LaunchSpec()
    /// Seconds until the next try and whether it counted; nil where the job fails.
    let retry: (Int64, Bool)?
    var testDescription: String { "\(errorClass) after \(failures) failures, \(refusals) refusals" }
  }

  @Test(arguments: [
    Case(errorClass: .capacity, retry: (15, false)), Case(errorClass: .capacity, refusals: 1, retry: (30, false)),
    Case(errorClass: .capacity, failures: 4, refusals: 9, retry: (60, false)),
    Case(errorClass: .quota, retry: (60, true)), Case(errorClass: .quota, failures: 1, retry: nil),
    Case(errorClass: .image, retry: (0, true)), Case(errorClass: .image, failures: 1, retry: nil),
    Case(errorClass: .image, spec: LaunchSpec(imageID: "ami-12345678"), retry: nil),
    Case(errorClass: .reference, retry: nil), Case(errorClass: .input, retry: nil),
    Case(errorClass: .permission, retry: nil), Case(errorClass: .spotRole, retry: nil),
    Case(errorClass: .offering, retry: nil), Case(errorClass: .credentials, retry: (60, false)),
    Case(errorClass: .throttled, retry: (2, false)), Case(errorClass: .transient, retry: (1, true)),
    Case(errorClass: .transient, failures: 4, retry: nil), Case(errorClass: .unknown, failures: 1, retry: (2, true)),
    Case(errorClass: .unknown, failures: 2, retry: nil),
    // A closed request that named what EC2 does not see was sent again for long enough.
    Case(errorClass: .propagation, retry: nil),
    // Pages that are not EC2's, and lines that break, say nothing about the launch.
    Case(errorClass: .transient, code: "HTTP502", failures: 4, retry: (1, false)),
    Case(errorClass: .transient, code: "UnrecognizedAnswer", failures: 4, retry: (1, false)),
    Case(errorClass: .transient, code: "ConnectionInterrupted", failures: 4, retry: (1, false)),
    Case(errorClass: .transient, code: "ConnectionFailed", failures: 4, retry: (1, false)),
  ])
  func outcome(_ example: Case) {
    let job = ClaimedJob.sample(.launch(example.spec), failures: example.failures, refusals: example.refusals)
    let error = Self.error(example.errorClass, example.code)
    let outcome = RefusalDecision.outcome(error, for: job, now: .seconds(100), random: 0.5)
    let expected: JobOutcome =
      example.retry.map { .retry(at: .seconds(100 + $0.0), error, counted: $0.1) } ?? .fail(error)
    #expect(outcome == expected)
  }

  @Test func aDeadlineEndsEvenCapacity() {
    let job = ClaimedJob.sample(deadline: 110_000)
    let error = Self.error(.capacity)
    #expect(RefusalDecision.outcome(error, for: job, now: .seconds(100), random: 0) == .fail(error))
  }

  @Test(arguments: [
    (ErrorClass.throttled, 1, 2), (.throttled, 4, 8), (.throttled, 40, 30), (.ambiguous, 1, 1), (.ambiguous, 40, 60),
    (.credentials, 1, 60), (.capacity, 2, 30),
  ])
  func openRequestsRestByClassAndSends(errorClass: ErrorClass, sends: Int, seconds: Int) {
    #expect(RefusalDecision.pause(errorClass, sends: sends) == .seconds(seconds))
  }
}
