import AWSCore
import Foundation
import JobModel
import LaunchPolicy
import Testing

/// Every code on AWS's page "Error codes for the Amazon EC2 API", each with the class it has here.
@Suite("EC2's page of error codes")
struct ErrorPageTests {
  private static let lines: [(code: String, errorClass: String)] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/error-codes.txt")
    // A fixture that cannot be read leaves nothing to test, which the count below tells.
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return (words[0], words.count > 1 ? words[1] : "")
    }
  }()

  @Test func everyCodeHasTheClassThatIsWrittenBesideIt() {
    #expect(Self.lines.count == 417)
    for (code, expected) in Self.lines {
      let found = ErrorClass(.envelope(code, action: "CreateTags"))
      #expect(found.rawValue == expected, "\(code) \(found.rawValue)")
      #expect(found != .unknown, "\(code)")
    }
  }

  @Test func noCodeStandsThereTwice() {
    #expect(Set(Self.lines.map(\.code)).count == Self.lines.count)
  }

  /// What the page calls the server's fault is never a person's input.
  @Test(arguments: [
    "InsufficientInstanceCapacity", "InternalError", "InternalFailure", "RequestLimitExceeded", "ServerInternal",
    "ServiceUnavailable", "Unavailable", "BandwidthLimitExceeded",
  ])
  func aServersErrorIsNoInput(code: String) {
    #expect(![.input, .reference, .permission].contains(ErrorClass(.envelope(code, status: 500))))
  }
}
