import AWSCore
import Testing

@Suite("Signatures that were refused for their date")
struct ClockErrorTests {
  @Test(arguments: [
    (
      "RequestExpired",
      "Request has expired. Timestamp date is 2026-01-01T01:00:00Z. Current date is 2026-01-01T00:00:00Z"
    ),
    ("SignatureDoesNotMatch", "Signature expired: 20260101T010000Z is not within 15 min. of 20260101T000000Z"),
    ("SignatureDoesNotMatch", "Signature not yet current: 20260101T010000Z is still later than 20260101T001500Z"),
    ("InvalidSignatureException", "Signature expired: 20260101T010000Z is not within 15 min. of 20260101T000000Z"),
  ])
  func areToldAsTheClocksDoing(code: String, message: String) {
    let error = Self.error(code, message)
    #expect(error.isOfClock)
    #expect(error.toldWithClock.contains(message) && error.toldWithClock.contains("set its clock"))
  }

  /// Temporary keys past their end, and keys that are wrong.
  @Test(arguments: [
    ("RequestExpired", "Request has expired."),
    ("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided."),
    ("AuthFailure", "AWS was not able to validate the provided access credentials"),
  ])
  func othersAreNot(code: String, message: String) {
    let error = Self.error(code, message)
    #expect(!error.isOfClock)
    #expect(error.toldWithClock == "\(error)")
  }

  private static func error(_ code: String, _ message: String) -> AWSError {
    AWSError(
      action: "RunInstances", origin: .envelope, code: code, message: message, status: 400, region: "us-east-1")
  }
}
