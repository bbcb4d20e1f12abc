import ArgumentParser
import JobModel
import Operations

struct OfferingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offerings",
    abstract: "shows what takes no launches for now, opens and closes it",
    discussion: """
      EC2's refusal for want of capacity closes an offering (market, type, zone), a
      full subnet its subnet, a low price its price, for every launch and every
      worker: 15 s, doubling to 60 s. Then one launch tries it; its luck is
      everybody's.

      EXAMPLES
        What is closed, since when, and what EC2 said:
          geuse offerings
        Try it again now:
          geuse offerings open 'spot g5.xlarge us-east-1a'
        Keep launches of one type on one market out of a zone for an hour:
          geuse offerings close --market on-demand --instance-type m5.large \\
            --availability-zone us-east-1c --for 1h
      """,
    subcommands: [ListOfferings.self, OpenOfferings.self, CloseOffering.self], defaultSubcommand: ListOfferings.self)
}

struct ListOfferings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "shows what is closed (the default)")

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions

  func run() async throws {
    let store = try await database.openExisting()
    let closings = try await store.closings(region: nil)
    try output.renderer(store).closings(closings)
    if closings.isEmpty { Console.error("nothing is closed") }
  }
}
