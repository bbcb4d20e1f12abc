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

  @Test(arguments: [
    ("show", "status"), ("logs", "status"), ("run-instances", "launch"), ("retry", "requeue"), ("ls", "list"),
  ])
  func aCommandByItsNameElsewhereIsNamed(_ word: String, _ meant: String) {
    let one = explained("Error: Unexpected argument '\(word)'", word)
    #expect(one.hasPrefix("there is no command '\(word)'; did you mean '\(meant)'?"))
    let flagged = explained("Error: Unknown option '--image-id'", word, "--image-id", "x")
    #expect(flagged == one && explained("Error: Unexpected argument 'ec2'", "ec2", word) == one)
    let two = explained("Error: 2 unexpected arguments: '\(word)', '1'", word, "1")
    #expect(two == one)
  }

  @Test func everyOtherWordLeadsToACommand() {
    for (word, meant) in OtherWords.verbs {
      #expect(!GeuseCommand.verbs.contains(word))
      #expect(GeuseCommand.verbs.contains(meant) || meant == "--version", "\(word)")
    }
  }

  @Test(arguments: [
    ("launch", "--type", "--instance-type"), ("launch", "--zone", "--availability-zone"),
    ("launch", "--placement", "--availability-zone"), ("launch", "--tag-specifications", "--tag"),
    ("launch", "--client-token", "--unique-key"), ("requeue", "--type", "--instance-type"),
  ])
  func aFlagByItsNameElsewhereIsNamed(_ verb: String, _ word: String, _ meant: String) {
    let message = "Error: Unknown option '\(word)'. Did you mean '--name'?\nUsage: geuse \(verb) <options>"
    let text = UsageText.explained(message, [verb, word, "x"], verbs: GeuseCommand.verbs, flags: CommandTool.flags)
    #expect(text.contains("there is no flag '\(word)'; did you mean '\(meant)'?\nUsage:"))
  }

  @Test func idsStandAlone() {
    let message = "Error: Unknown option '--instance-ids'\nUsage: geuse wait"
    let text = UsageText.explained(message, ["wait", "--instance-ids", "i-1"], verbs: [], flags: CommandTool.flags)
    #expect(text.contains("ids stand alone, as in geuse wait i-0123456789abcdef0\nUsage:"))
    #expect(UsageText.explained(message, ["launch"], verbs: [], flags: CommandTool.flags) == message)
  }

  @Test func aFlagThatNothingResemblesIsLeftToTheParser() {
    let message = "Error: Unknown option '--colour'\nUsage: geuse launch <options>"
    #expect(UsageText.explained(message, ["launch"], verbs: [], flags: CommandTool.flags) == message)
  }
}
