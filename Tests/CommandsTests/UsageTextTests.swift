import Testing

@testable import Commands

@Suite struct UsageTextTests {
  private func explained(_ message: String, _ arguments: String...) -> String {
    UsageText.explained(message, arguments, verbs: GeuseCommand.verbs)
  }

  @Test(arguments: [
    ("Error: Missing value for '--count <n>'", ["launch", "--count", "-1"], true),
    ("Error: Missing value for '--count <n>'", ["launch", "--count"], false),
    ("Error: Missing value for '--count <n>'", ["launch", "--count", "--name"], false),
    ("Error: Unknown option '--cuont'", ["launch", "--cuont", "-1"], false),
  ])
  func aNumberBelowZeroIsToldApart(_ message: String, _ arguments: [String], _ isExplained: Bool) {
    let text = UsageText.explained(message, arguments, verbs: [])
    #expect((text != message) == isExplained)
    #expect(!isExplained || text.contains("--count=-1"))
  }

  @Test func whatIsAllowedIsSaid() {
    let message =
      "Error: The value '10y' is invalid for '--retry-for <duration>'\nHelp:  --retry-for <duration>  How long."
    #expect(
      explained(message + "\n  See 'geuse launch --help' for more information.")
        == "--retry-for '10y' is not valid: a time such as 90s, 15m, 6h or 7d, of at most 3650d\n"
        + "  See 'geuse launch --help' for more information.")
    #expect(explained("Error: The value 'i-1' is invalid for '<job>'").hasPrefix("<job> 'i-1' is not valid: a job id"))
    let other = "Error: The value 'x' is invalid for '--kind <kind>'. Please provide one of 'launch'."
    #expect(explained(other) == other)
  }

  @Test func aMistypedCommandIsNamed() {
    let message = "Error: Unexpected argument 'lsit'\nUsage: geuse <subcommand>"
    #expect(explained(message, "lsit").hasPrefix("there is no command 'lsit'; did you mean 'list'?"))
    #expect(explained("Error: Unexpected argument 'frobnicate'", "frobnicate").hasPrefix("Error: Unexpected"))
  }
}
