import AWSCore
import JobModel
import LaunchPolicy
import Testing

@Suite("What becomes of a tag or a termination whose call failed")
struct CallDecisionTests {
  struct Case: CustomTestStringConvertible {
    let error: AWSError
    var failures = 0
    /// Seconds since the same class of error was met first.
    var waited: Int64?
    /// Whether the next try counts; nil where the job fails.
    let counted: Bool?
    var testDescription: String { "\(error.code) of \(error.action) after \(waited ?? 0) s" }
  }

  private static func of(_ code: String, status: Int = 400) -> AWSError {
    .envelope(code, status: status, action: "CreateTags")
  }

  @Test(arguments: [
    Case(error: of("RequestLimitExceeded", status: 503), counted: false),
    Case(error: of("AuthFailure"), counted: false),
    Case(error: of("InvalidInstanceID.NotFound"), counted: false),
    Case(error: of("InvalidInstanceID.NotFound"), waited: 119, counted: false),
    Case(error: of("InvalidInstanceID.NotFound"), waited: 120, counted: nil),
    Case(error: of("UnauthorizedOperation"), counted: nil), Case(error: of("TagLimitExceeded"), counted: nil),
    Case(error: of("InternalError", status: 500), counted: true),
    Case(error: of("InternalError", status: 500), failures: 4, counted: nil),
    Case(error: of("Novelty"), counted: true), Case(error: of("Novelty"), failures: 2, counted: nil),
    Case(
      error: .other(.unrecognized, "HTTP502", status: 502, action: "DescribeInstances"), failures: 4, counted: false),
    Case(error: .other(.unrecognized, "UnrecognizedAnswer", status: 200, action: "CreateTags"), counted: false),
    Case(error: .other(.interrupted, "ConnectionInterrupted", action: "DescribeInstances"), counted: false),
    Case(error: .other(.notSent, "ConnectionFailed", action: "CreateTags"), failures: 4, counted: false),
  ])
  func outcome(_ example: Case) {
    let now = Timestamp.seconds(5_000)
    let outcome = CallDecision.outcome(
      example.error, instance: "i-1", for: .sample(.tag(TagSpec(tags: ["a": "b"])), failures: example.failures),
      since: example.waited.map { now - .seconds($0) }, now: now, random: 0.5)
    switch outcome {
    case .fail(let error):
      #expect(example.counted == nil)
      #expect(error.message.contains("i-1"))
    case .retry(let time, let error, let counted):
      #expect(example.counted == counted)
      #expect(error.errorClass == ErrorClass(example.error))
      #expect(time > now)
    default: Issue.record("\(outcome)")
    }
  }

  @Test func whatDoesNotSpreadSaysForHowLongItWasWaitedFor() {
    let error = CallDecision.describe(
      Self.of("InvalidInstanceID.NotFound"), instance: "i-1", job: 7, waited: .seconds(120))
    #expect(error.message.hasSuffix("it was waited for 2m"))
    #expect(error.hint?.contains("--instance-ids i-1 --region us-east-1; then: geuse requeue 7") == true)
  }

  @Test func terminationProtectionIsToldWithItsCure() {
    let error = CallDecision.describe(
      .envelope("OperationNotPermitted", action: "TerminateInstances"), instance: "i-1", job: 7)
    #expect(error.hint?.contains("modify-instance-attribute --instance-id i-1 --no-disable-api-termination") == true)
  }
}
