import Testing

@testable import Commands

@Suite struct NegativeValueTests {
  @Test(arguments: [
    ("Error: Missing value for '--count <n>'", ["geuse", "launch", "--count", "-1"], true),
    ("Error: Missing value for '--count <n>'", ["geuse", "launch", "--count"], false),
    ("Error: Missing value for '--count <n>'", ["geuse", "launch", "--count", "--name"], false),
    ("Error: Unknown option '--cuont'", ["geuse", "launch", "--cuont", "-1"], false),
  ])
  func aNumberBelowZeroIsToldApart(_ message: String, _ arguments: [String], _ isExplained: Bool) {
    let text = NegativeValue.explained(message, arguments)
    #expect((text != message) == isExplained)
    #expect(!isExplained || text.contains("--count=-1"))
  }
}
