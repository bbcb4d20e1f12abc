import ArgumentParser
import Testing

@testable import Commands

/// The parser breaks what is wider than 80 columns, an example in its middle, too: pasted, half of it would run.
@Suite struct HelpWidthTests {
  private static let commands: [any ParsableCommand.Type] =
    [GeuseCommand.self] + GeuseCommand.configuration.groupedSubcommands.flatMap { $0.subcommands }

  @Test func noLineIsBroken() {
    for command in Self.commands {
      let configuration = command.configuration
      let lines = configuration.discussion.split(separator: "\n", omittingEmptySubsequences: false)
      for line in lines { #expect(line.count < 80, "\(configuration.commandName ?? ""): \(line)") }
      #expect("OVERVIEW: \(configuration.abstract)".count < 80, "\(configuration.commandName ?? "")")
    }
  }
}
